// planted: testing-only-in-tests
import '#runtime/testing/world.js';
