// planted: inner-files-know-no-graphql
import 'type-graphql';
