Object.assign(steg.searchTexts,{
"kort/index.html":[["","","10 min sammen · Formål: Dere ser hva én fil kan bli."],["_steps","Slik går dere frem","Var du borte?"],["_about","Om modulen","Sist gjennomgått · 15. januar 2026"]],
"kort/forarbeid.html":[["","","Hver for dere, før møtet · Teksten blir til forarbeid."]],
"kort/presentasjon.html":[["","","Sammen i møtet"],["_presentations","Se og lytt","Et opptak · 5 min · Åpne hos film.example.org: Et opptak"]]
});
