// planted: security-ignores-the-price-tier
import '../plan/plan.js';
