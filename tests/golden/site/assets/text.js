Object.assign(steg.searchTexts,{
"index.html":[["","","To moduler og ikke mer. Begynn her: Modul 1 Begynn her"],["_modules","Moduler","Begynn med den første modulen."]],
"methods/runde.html":[["","","10 min"],["_phases","Faser","I gruppe · 10 min · Ta ordet etter tur. Ingen kommenterer før alle har snakket."]],
"methods/index.html":[],
"glossary.html":[["runde","runde","Alle får ordet etter tur, én gang hver."]],
"literature.html":[["roald2012","","Roald, K. (2012). Kvalitetsvurdering som organisasjonslæring: Når skole og skoleeigar utviklar kunnskap. Fagbokforlaget."]],
"personvern.html":[["","","Ingenting sendes noe sted."]]
});
