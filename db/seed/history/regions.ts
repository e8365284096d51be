export type Region = {
  readonly country: string;
  /** How many of a hundred accounts live here. */
  readonly share: number;
  readonly cities: readonly (readonly [city: string, postcode: string])[];
  readonly streets: readonly string[];
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  readonly firms: readonly string[];
  readonly legalForms: readonly string[];
  /** Made up, with right check digits. */
  readonly taxIds: readonly string[];
};

const region = (
  country: string,
  share: number,
  rest: Omit<Region, "country" | "share" | "taxIds"> & { readonly taxIds?: readonly string[] },
): Region => ({ country, share, taxIds: [], ...rest });

/** Where the demo's subscribers live, and how people and firms are called there. */
export const regions: readonly Region[] = [
  region("US", 42, {
    cities: [
      ["Portland", "97205"],
      ["Austin", "78701"],
      ["Madison", "53703"],
      ["Denver", "80202"],
      ["Raleigh", "27601"],
      ["Sacramento", "95814"],
    ],
    streets: ["Cedar Street", "Mill Road", "2nd Avenue", "Harbor Way", "Juniper Lane"],
    firstNames: ["Avery", "Dana", "Elliot", "Grace", "Hector", "Imani", "June", "Marcus", "Noor", "Theo"],
    lastNames: ["Abbott", "Bennett", "Castillo", "Dawson", "Ellery", "Freeman", "Goldberg", "Huang", "Iyer", "Lopez"],
    firms: [
      "Maple Ridge",
      "Bluewater",
      "Tall Pine",
      "Stonebridge",
      "Copper Kettle",
      "Prairie Light",
      "Oxbow",
      "Lantern",
    ],
    legalForms: ["LLC", "Inc.", "Partners", "Clinic"],
  }),
  region("DE", 14, {
    cities: [
      ["Berlin", "10969"],
      ["Hamburg", "20354"],
      ["Leipzig", "04109"],
      ["Freiburg", "79098"],
    ],
    streets: ["Gartenstraße", "Schillerplatz", "Am Mühlbach", "Bahnhofstraße"],
    firstNames: ["Anke", "Birte", "Detlef", "Frieda", "Jörg", "Katrin", "Ömer", "Sönke"],
    lastNames: ["Ahrens", "Böhme", "Demir", "Engel", "Fuchs", "Große", "Hartmann", "Jäger"],
    firms: ["Sonnenhof", "Kranz & Söhne", "Elbufer", "Waldkante", "Grünspecht", "Donaudampfschifffahrtsbetrieb"],
    legalForms: ["GmbH", "KG", "OHG", "eG"],
    taxIds: ["DE843788123", "DE513359556", "DE664622089", "DE376825398", "DE607425210", "DE467735460"],
  }),
  region("GB", 9, {
    cities: [
      ["Leeds", "LS1 4AP"],
      ["Bristol", "BS1 5TR"],
      ["Edinburgh", "EH2 2ER"],
    ],
    streets: ["Chapel Row", "Queen Street", "Weavers Yard"],
    firstNames: ["Alistair", "Bronwen", "Cerys", "Declan", "Esme", "Farouk"],
    lastNames: ["Ashworth", "Bright", "Cartwright", "Davies", "Eze", "Fairbairn"],
    firms: ["Harrow Lane", "Thistle & Co", "Saltmarsh", "Old Foundry", "Pennine"],
    legalForms: ["Ltd", "LLP", "CIC"],
  }),
  region("FR", 6, {
    cities: [
      ["Lyon", "69002"],
      ["Nantes", "44000"],
    ],
    streets: ["Rue des Lilas", "Quai Voltaire", "Place du Marché"],
    firstNames: ["Aurélie", "Benoît", "Chloé", "Étienne"],
    lastNames: ["Arnaud", "Besson", "Châtelain", "Dufour"],
    firms: ["Atelier Vermeil", "Maison Coquelicot", "Les Trois Ponts"],
    legalForms: ["SARL", "SAS"],
    taxIds: ["FR23290556455", "FR86738576875", "FR07316693035"],
  }),
  region("NL", 6, {
    cities: [
      ["Utrecht", "3511 BK"],
      ["Haarlem", "2011 LM"],
    ],
    streets: ["Oudegracht", "Nieuwstraat", "Koningsweg"],
    firstNames: ["Anouk", "Bram", "Daan", "Femke"],
    lastNames: ["van Dijk", "de Boer", "Hendriks", "Smit"],
    firms: ["Windmolen", "De Linde", "Noordkade"],
    legalForms: ["B.V.", "V.O.F."],
    taxIds: ["NL695814059B03", "NL409204948B02", "NL433944547B03"],
  }),
  region("IE", 5, {
    cities: [
      ["Cork", "T12 W8KP"],
      ["Galway", "H91 E2K3"],
    ],
    streets: ["Shop Street", "Grand Parade", "Quay Lane"],
    firstNames: ["Aoife", "Cillian", "Niamh", "Ruairí"],
    lastNames: ["Ní Bhriain", "O'Connell", "Walsh", "Kavanagh"],
    firms: ["Corrib", "Blackthorn", "Causeway"],
    legalForms: ["Ltd", "CLG"],
  }),
  region("ES", 4, {
    cities: [["Valencia", "46002"]],
    streets: ["Calle Mayor", "Avenida del Puerto"],
    firstNames: ["Begoña", "Íñigo", "Lucía", "Nuño"],
    lastNames: ["Ibáñez", "Muñoz", "Peña", "Rodríguez"],
    firms: ["Azahar", "Cuatro Caminos"],
    legalForms: ["S.L.", "S.A."],
    taxIds: ["ESB84753607", "ESB72751894"],
  }),
  region("IT", 4, {
    cities: [["Bologna", "40121"]],
    streets: ["Via Galliera", "Piazza San Martino"],
    firstNames: ["Chiara", "Davide", "Nicolò", "Serena"],
    lastNames: ["Bianchi", "D'Angelo", "Ferrara", "Gallo"],
    firms: ["Torre Alta", "Fornace"],
    legalForms: ["S.r.l.", "S.p.A."],
    taxIds: ["IT69658760298", "IT21904620537"],
  }),
  region("AT", 3, {
    cities: [["Graz", "8010"]],
    streets: ["Herrengasse", "Murgasse"],
    firstNames: ["Annemarie", "Florian", "Lukas"],
    lastNames: ["Gruber", "Moser", "Pöschl"],
    firms: ["Bergkristall", "Steirerhof"],
    legalForms: ["GmbH"],
    taxIds: ["ATU02445728", "ATU23286557"],
  }),
  region("SE", 3, {
    cities: [["Malmö", "211 22"]],
    streets: ["Storgatan", "Kungsgatan"],
    firstNames: ["Åsa", "Björn", "Linnéa"],
    lastNames: ["Åkesson", "Lindgren", "Öberg"],
    firms: ["Björkdungen", "Havsbris"],
    legalForms: ["AB"],
    taxIds: ["SE583478177401", "SE879655707501"],
  }),
  region("JP", 4, {
    cities: [
      ["東京都港区", "105-0011"],
      ["大阪市北区", "530-0001"],
    ],
    streets: ["芝公園", "梅田"],
    firstNames: ["葵", "健", "美咲", "翔太"],
    lastNames: ["佐藤", "鈴木", "高橋", "山本"],
    firms: ["青空", "みどり", "北斗"],
    legalForms: ["株式会社", "合同会社"],
  }),
];
