// planted: schema-imports-nothing-of-ours
import '#runtime/db/door.js';
