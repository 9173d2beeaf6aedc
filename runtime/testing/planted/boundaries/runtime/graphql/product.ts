// planted: runtime-knows-no-product
import '#gateway/src/main.js';
