// planted: subgraphs-and-gateway-are-strangers
import '#gateway/src/main.js';
