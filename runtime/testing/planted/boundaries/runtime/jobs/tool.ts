// planted: server-runs-without-dev-dependencies
import 'vitest';
