// planted: every-import-resolves
import './nowhere.js';
