// planted: resolvers-never-touch-storage
import './document.entity.js';
