// planted: clients-know-the-contract-alone
import '#runtime/actor/actor.js';
