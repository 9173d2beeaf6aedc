/** Details of a supplier, as the input of `createSupplier`. */
export const DETAILS = {
  name: 'Mailhaus GmbH',
  purposeDe: 'Versand von Mails',
  purposeEn: 'Sending mail',
  dataDe: 'Namen und Mailadressen',
  dataEn: 'Names and mail addresses',
  region: 'EU (Frankfurt)',
  contractUrl: 'https://mailhaus.example/avv',
  adapters: ['SMTP'],
  hosts: ['SMTP.mailhaus.example'],
  isSubprocessor: true,
};
