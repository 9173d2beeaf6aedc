// planted: nothing-imports-a-test
import './actor.test.js';
