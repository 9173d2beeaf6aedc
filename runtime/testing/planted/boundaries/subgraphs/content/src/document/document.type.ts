import 'type-graphql';

export interface Shape {
  readonly id: string;
}
