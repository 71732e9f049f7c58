// The words that the measured course is made of: plausible Norwegian about leading schools.
//
// Nouns carry the forms a sentence needs, "gender indefinite definite plural"; frames (sentence
// patterns) name the form they want, so that the text has the word lengths, the æøå and the
// punctuation of a real course. It has no meaning, and needs none.

const table = (text) => text.trim().split("\n").map((line) => line.trim().split(/\s+/));

// gender · a single one · the one · several
export const nouns = table(`
  et møte møtet møter
  en samtale samtalen samtaler
  et lederteam lederteamet lederteam
  en skole skolen skoler
  en lærer læreren lærere
  en elev eleven elever
  en avdelingsleder avdelingslederen avdelingsledere
  et trinn trinnet trinn
  en økt økta økter
  en plan planen planer
  en beslutning beslutningen beslutninger
  et spørsmål spørsmålet spørsmål
  et notat notatet notater
  en erfaring erfaringen erfaringer
  en praksis praksisen praksiser
  en utprøving utprøvingen utprøvinger
  et mål målet mål
  en tanke tanken tanker
  en vane vanen vaner
  en prosess prosessen prosesser
  et fellesskap fellesskapet fellesskap
  en kollega kollegaen kolleger
  en undervisningstime undervisningstimen undervisningstimer
  en kartlegging kartleggingen kartlegginger
  et tegn tegnet tegn
  en innvending innvendingen innvendinger
  en forventning forventningen forventninger
  et tiltak tiltaket tiltak
  en runde runden runder
  en oppgave oppgaven oppgaver
  et eksempel eksempelet eksempler
  en tekst teksten tekster
  en forelder forelderen foreldre
  et fag faget fag
  en vurdering vurderingen vurderinger
  en tilbakemelding tilbakemeldingen tilbakemeldinger
  et klasserom klasserommet klasserom
  en ressurs ressursen ressurser
  en rolle rollen roller
  et ansvar ansvaret ansvar
  en kommune kommunen kommuner
  en utfordring utfordringen utfordringer
  en begynneropplæring begynneropplæringen begynneropplæringer
  et læringsmiljø læringsmiljøet læringsmiljøer
  en kompetansepakke kompetansepakken kompetansepakker
  en ledelsesressurs ledelsesressursen ledelsesressurser
  en refleksjon refleksjonen refleksjoner
  et sammendrag sammendraget sammendrag
  en hverdag hverdagen hverdager
  en sak saken saker
`);

// present · infinitive
export const verbs = table(`
  drøfter drøfte
  undersøker undersøke
  forbereder forberede
  prøver prøve
  følger følge
  støtter støtte
  beskriver beskrive
  endrer endre
  velger velge
  deler dele
  bygger bygge
  leser lese
  planlegger planlegge
  prioriterer prioritere
  vurderer vurdere
  utfordrer utfordre
  samler samle
  utvikler utvikle
  begrunner begrunne
  oppsummerer oppsummere
  påvirker påvirke
  styrker styrke
  observerer observere
  avklarer avklare
`);

// with en · with et · with the definite and several
export const adjectives = table(`
  åpen åpent åpne
  felles felles felles
  tydelig tydelig tydelige
  liten lite små
  viktig viktig viktige
  ærlig ærlig ærlige
  faglig faglig faglige
  trygg trygt trygge
  konkret konkret konkrete
  vanskelig vanskelig vanskelige
  nysgjerrig nysgjerrig nysgjerrige
  god godt gode
  langsiktig langsiktig langsiktige
  lokal lokalt lokale
  overraskende overraskende overraskende
  krevende krevende krevende
  rolig rolig rolige
  skriftlig skriftlig skriftlige
`);

// Slots: n a noun ("en plan"), an the same with an adjective, d definite, p plural, v verb in the
// present, i infinitive.
export const frames = `
  Når vi {v} {d}, blir det lettere å {i} {p}.
  Vi {v} {d} før vi bestemmer oss.
  Det er {p} som avgjør hvordan lederteamet {v} {d}.
  Hvis {d} skal få betydning, må dere {i} {p} sammen med lærerne.
  {An} kan være begynnelsen på {an}.
  Lærerne {v} {p}, og skolelederne {v} {d} etterpå.
  Noen ganger er {n} alt som skal til for å {i} {p}.
  Dere kan {i} {d} uten å vente på {an}.
  Mange team {v} {p} hver uke, men de færreste {v} {d}.
  Den som leder økta, {v} {d} og passer på at alle får ordet.
  For å {i} {d} trenger dere {an} og litt tid.
  I praksis henger {d} nøye sammen med {p}.
  Det hender at {d} {v} {p} mer enn noen hadde tenkt på forhånd.
  Spør hverandre hva {d} betyr for {p} hos dere.
  Etter {an} ser dere gjerne {p} med andre øyne.
  På små skoler {v} rektor {d} alene, og da er {n} ekstra nyttig.
  Det dere skriver om {d}, skal kunne leses av noen som ikke var i rommet.
  Tidligere arbeid med {p} viser at {d} sjelden {v} seg selv.
  Legg {d} ved siden av {an}, og se hva som skiller dem.
  Ingen kan {i} {d} på vegne av andre, men alle kan {i} {p}.
  Bruk heller ti minutter på {n} enn en time på å {i} {d}.
  Vi har sett at {p} og {p} trekker i hver sin retning.
  Slik kan {d} bli {an} som varer lenger enn til jul.
  Først {v} hver enkelt {d}, så {v} gruppa {p} sammen.
`.trim().split("\n").map((line) => line.trim());

export const questions = `
  Hva ser dere når dere {v} {d}?
  Hvordan {v} dere {p} i dag, og hva kommer ut av det?
  Hvilke {p} bør dere {i} før neste møte?
  Når opplevde dere sist {an}?
  Hva ville skje hvis dere lot være å {i} {d}?
  Hvem hos dere {v} {d}, og hvem får ikke være med?
  Hva kan hindre dere i å {i} {p}?
  Hvordan vil dere se om {d} gjør en forskjell?
`.trim().split("\n").map((line) => line.trim());

export const headings = `
  Hva er {n}?
  {D} i hverdagen
  Fra {n} til {n}
  Å {i} {p} sammen
  Når {d} blir vanskelig
  {P} og {p}
  Slik {v} dere {d}
`.trim().split("\n").map((line) => line.trim());

export const titles = `
  Å {i} {p} sammen
  {D} som {v} {p}
  {P} i lederteamet
  Hvordan {i} {d}
  Fra {n} til {an}
`.trim().split("\n").map((line) => line.trim());

export const family = "Aasen Bråten Dahle Eikrem Fjeldstad Grønning Hauge Indrebø Jørstad Kvåle Løvås Moen Nygård Opsahl Ravndal Skjølsvik Tømte Ulvund Vågen Østrem".split(" ");
export const given = "Anne Bjørn Cecilie Dag Eirin Frøydis Geir Håkon Ingeborg Jan Kåre Lise Marit Nils Oddny Per Ragnhild Siri Torbjørn Åse".split(" ");
export const publishers = ["Skolebokforlaget", "Forlaget Samtale", "Høgskoletrykk", "Læring og ledelse", "Kunnskapsverkstedet"];
export const groups = ["rektorer", "lederteam", "avdelingsledere", "lærere på barnetrinnet", "ressurslærere"];
