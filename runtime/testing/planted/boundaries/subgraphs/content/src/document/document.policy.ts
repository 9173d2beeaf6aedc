// planted: policies-are-pure
import '#runtime/db/door.js';
