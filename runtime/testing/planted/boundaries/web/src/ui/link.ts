// planted: ui-knows-no-pages
import '../pages/home.js';
