declare module '*/.dependency-cruiser.cjs' {
  const configuration: { forbidden: { name: string }[] };
  export default configuration;
}
