// planted: gateway-and-web-never-import-a-subgraph
import '#subgraphs/identity/src/account/account.js';
