// planted: security-ignores-the-price-tier
import '#runtime/plan/plan.js';
