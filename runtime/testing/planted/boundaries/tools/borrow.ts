// planted: clients-are-strangers
import '../web/src/ui/card.js';
