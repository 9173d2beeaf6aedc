// planted: no-cycles
import './hen.js';
