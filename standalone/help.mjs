/** What `--help` prints. */
export const HELP = {
  de: `Kopexa starten

  npm start -- [Optionen]

  --port ZAHL    Port der Oberfläche (Vorgabe 4000); die Demo-Seite bekommt einen eigenen
  --data ORDNER  Ordner für alle Daten (Vorgabe .data im Projekt)
  --empty        ohne Beispieldaten; ein einmaliger Link richtet das erste Konto ein
  --help         diese Hilfe

  npm run start:split -- [Optionen]
                 dasselbe in getrennten Prozessen, verschlüsselt: https://localhost:4000
  npm run db:url -- [--data ORDNER]
                 Verbindungszeichenkette des Datenbankeigentümers, solange Kopexa läuft
  npm run canary -- [--data ORDNER]
                 fragt die laufende Installation jetzt nach Fremdem (sonst alle sechs Stunden von selbst)
  npm run backup -- --help, npm run restore -- --help
                 sichern und wiederherstellen
`,
  en: `Start Kopexa

  npm start -- [options]

  --port NUMBER  port of the product (default 4000); the demo page gets one of its own
  --data DIR     folder for all data (default .data in the project)
  --empty        without demo data; a one-time link sets up the first account
  --help         this help

  npm run start:split -- [options]
                 the same in separate processes, encrypted: https://localhost:4000
  npm run db:url -- [--data DIR]
                 connection string of the database's owner while Kopexa runs
  npm run canary -- [--data DIR]
                 asks the running installation for what is foreign, now (else every six hours by itself)
  npm run backup -- --help, npm run restore -- --help
                 back up and restore
`,
};
