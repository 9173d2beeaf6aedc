// planted: nothing-imports-standalone
import '#standalone/main.js';
