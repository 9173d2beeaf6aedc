// planted: resolvers-never-touch-storage
import './document.repository.js';
