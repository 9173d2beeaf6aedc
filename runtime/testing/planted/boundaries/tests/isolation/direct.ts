// planted: only-standalone-imports-subgraphs
import '#subgraphs/identity/src/account/account.js';
