// planted: subgraphs-are-strangers
import '#subgraphs/identity/src/account/account.js';
