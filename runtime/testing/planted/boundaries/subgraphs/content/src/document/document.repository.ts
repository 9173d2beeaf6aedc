// planted: inner-files-know-no-graphql
import './document.type.js';
