// planted: gateway-knows-no-client
import '../../web/src/ui/card.js';
