import type { DemoPerson } from './model.js';

const person = (
  name: string,
  email: string,
  de: string,
  en: string,
  locale: 'de' | 'en' = 'de',
): DemoPerson => ({
  name,
  email,
  job: { de, en },
  locale,
});

/** Everybody in the demo. */
export const PEOPLE: readonly DemoPerson[] = [
  person(
    'Ada Lange',
    'ada.lange@nordwerk.example',
    'Leiterin Informationssicherheit',
    'Head of Information Security',
  ),
  person('Bernd Krüger', 'bernd.krueger@nordwerk.example', 'Geschäftsführer', 'Managing Director'),
  person('Clara Vogt', 'clara.vogt@nordwerk.example', 'Leiterin IT', 'Head of IT'),
  person('Deniz Yılmaz', 'deniz.yilmaz@nordwerk.example', 'Qualitätsmanager', 'Quality Manager'),
  person('Eva Brandt', 'eva.brandt@nordwerk.example', 'Datenschutzbeauftragte', 'Data Protection Officer'),
  person('Felix Sommer', 'felix.sommer@nordwerk.example', 'Personalreferent', 'HR Manager'),
  person('Hannes Petersen', 'hannes.petersen@nordwerk.example', 'Servicetechniker', 'Service Technician'),
  person('Ines Keller', 'ines.keller@keller-beratung.example', 'Externe Beraterin', 'External Consultant'),
  person(
    'Grace Hoffmann',
    'grace.hoffmann@hoffmann-audit.example',
    'Wirtschaftsprüferin',
    'External Auditor',
    'en',
  ),
  person('Dr. Miriam Adler', 'miriam.adler@lindenhof.example', 'Ärztliche Direktorin', 'Medical Director'),
  person('Jonas Wirth', 'jonas.wirth@lindenhof.example', 'IT-Sicherheitsbeauftragter', 'IT Security Officer'),
  person('Katharina Blum', 'katharina.blum@lindenhof.example', 'Pflegedienstleitung', 'Head of Nursing'),
  person(
    'Lukas Engel',
    'lukas.engel@lindenhof.example',
    'Datenschutzkoordinator',
    'Data Protection Coordinator',
  ),
  person('Nora Schmitt', 'nora.schmitt@lindenhof.example', 'Stationsleitung', 'Ward Manager'),
  person('Paula Stein', 'paula.stein@kopexa-betrieb.example', 'Leiterin Betrieb', 'Head of Operations'),
  person(
    'Robert Maier',
    'robert.maier@kopexa-betrieb.example',
    'Systemadministrator',
    'System Administrator',
  ),
];
