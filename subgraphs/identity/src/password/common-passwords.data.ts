/**
 * Passwords that lead every public list of leaked ones, and the words that people build theirs from: German and
 * English names, places, clubs, seasons, keyboard walks. Lower case; see `password.policy.ts` for how it is used
 * (NIST SP 800-63B-4 §3.1.1.2: compare with a blocklist of common, expected and compromised values).
 */
const PASSWORDS = `
!qaz2wsx !qaz@wsx 00000000 0123456789 0987654321 0okm9ijn 11111111 11223344 112233445566 12121212 123123123 123321123
12344321 123456 1234567 12345678 123456789 1234567890 123456ab 123456abc 12345abc 1234abcd 147258369 147852369 159357
159753 1a2b3c4d 1a2b3c4d5e 1qay2wsx 1qay2wsx3edc 1qayxsw2 1qaz!qaz 1qaz@wsx 1w2q3r4e 20202020 20212021 20222022
20232023 20242024 20252025 20262026 22222222 27182818 2wsx3edc 31415926 314159265 321654987 33333333 3edc4rfv 44444444
456789123 4rfv5tgb 55555555 5tgb6zhn 66666666 6yhn7ujm 741852963 77777777 789456123 7ujm8ik, 88888888 987654321
9876543210 99999999 9ol.8ik, a123456789 a1b2c3d4 a1b2c3d4e5 aa123456 aaaa1111 aaaaaaaa abc12345 abc123456 abcd1234
abcdefg1 abcdefgh abcdefghi abcdefghij acdcacdc admin!123 admin123 admin1234 admin12345 admin@123 adminadmin
administrator1 allah786 amanda1! amanda12 amanda123 amanda123! amanda1234 amanda2024 amanda2025 amanda2026 amen1234
andrew1! andrew12 andrew123 andrew123! andrew1234 andrew2024 andrew2025 andrew2026 anfangspasswort arsenal1 asd12345
asdasdasd asdf1234 asdf12345 asdfasdf1 asdfasdf1! asdfasdf12 asdfasdf123 asdfasdf123! asdfasdf1234 asdfasdf2024
asdfasdf2025 asdfasdf2026 asdfgh1! asdfgh12 asdfgh123 asdfgh123! asdfgh1234 asdfgh2024 asdfgh2025 asdfgh2026
asdfghjkl1 asdfghjkl1! asdfghjkl12 asdfghjkl123 asdfghjkl123! asdfghjkl1234 asdfghjkl2024 asdfghjkl2025 asdfghjkl2026
asdfjkl1 asdfqwer ashley1! ashley12 ashley123 ashley123! ashley1234 ashley2024 ashley2025 ashley2026 audia4a4 autumn1!
autumn12 autumn123 autumn123! autumn1234 autumn2024 autumn2025 autumn2026 backstreet barcelona1 baseball1 baseball1!
baseball12 baseball123 baseball123! baseball1234 baseball2024 baseball2025 baseball2026 basketball1 basketball1!
basketball12 basketball123 basketball123! basketball1234 basketball2024 basketball2025 basketball2026 batman1!
batman12 batman123 batman123! batman1234 batman2024 batman2025 batman2026 batterystaple bayern123 beatles1 berlin123
berlin2024 beyonce1 blablabla blahblah blessed1 blink182 bmwm3m3m3 borussia09 britney1 buster1! buster12 buster123
buster123! buster1234 buster2024 buster2025 buster2026 camaro69 changeme1 changeme123 changemenow charlie1 charlie1!
charlie12 charlie123 charlie123! charlie1234 charlie2024 charlie2025 charlie2026 chelsea1 chocolate1 christus1
computer1 computer123 correcthorse correcthorsebatterystaple corvette1 cowboys1 cristiano7 daniel1! daniel12 daniel123
daniel123! daniel1234 daniel2024 daniel2025 daniel2026 default1 defaultpassword depechemode deutschland1
deutschland123 dragon1! dragon12 dragon123 dragon123! dragon1234 dragon2024 dragon2025 dragon2026 dudidudi eagles01
eminem12 facebook1 facebook123 familie1 familie123 fcbayern1 februar1 februar1! februar12 februar123 februar123!
februar1234 februar2024 februar2025 februar2026 ferrari1 football1 football1! football12 football123 football123!
football1234 football2024 football2025 football2026 freedom1 freiheit1 fruehling1 fruehling1! fruehling12 fruehling123
fruehling123! fruehling1234 fruehling2024 fruehling2025 fruehling2026 fussball1 fussball1! fussball12 fussball123
fussball123! fussball1234 fussball2024 fussball2025 fussball2026 ganesha1 gast1234 geheim123 geheim1234 geheimnis
geheimpasswort george1! george12 george123 george123! george1234 george2024 george2025 george2026 godisgood golfgti1
google123 greenday1 guest123 hahahaha hallo1234 hallo12345 hallohallo hallowelt1 hallowelt1! hallowelt12 hallowelt123
hallowelt123! hallowelt1234 hallowelt2024 hallowelt2025 hallowelt2026 hamburg1 hamburg123 hannahmontana harley01
harley1! harley12 harley123 harley123! harley1234 harley2024 harley2025 harley2026 hello1234 hellohello helloworld1
helloworld1! helloworld12 helloworld123 helloworld123! helloworld1234 helloworld2024 helloworld2025 helloworld2026
herbst1! herbst12 herbst123 herbst123! herbst1234 herbst2024 herbst2025 herbst2026 hockey1! hockey12 hockey123
hockey123! hockey1234 hockey2024 hockey2025 hockey2026 hohohoho hunter1! hunter12 hunter123 hunter123! hunter1234
hunter2024 hunter2025 hunter2026 ichliebedich1 ichliebedich1! ichliebedich12 ichliebedich123 ichliebedich123!
ichliebedich1234 ichliebedich2024 ichliebedich2025 ichliebedich2026 iloveyou1 iloveyou1! iloveyou12 iloveyou123
iloveyou123! iloveyou1234 iloveyou2 iloveyou2024 iloveyou2025 iloveyou2026 india123 initialpasswort internet1
internet123 januar1! januar12 januar123 januar123! januar1234 januar2024 januar2025 januar2026 jennifer1 jennifer1!
jennifer12 jennifer123 jennifer123! jennifer1234 jennifer2024 jennifer2025 jennifer2026 jessica1 jessica1! jessica12
jessica123 jessica123! jessica1234 jessica2024 jessica2025 jessica2026 jesus123 jesuschrist jordan1! jordan12
jordan123 jordan123! jordan1234 jordan2024 jordan2025 jordan2026 jordan23 joshua1! joshua12 joshua123 joshua123!
joshua1234 joshua2024 joshua2025 joshua2026 justinbieber juventus1 kawasaki1 keinpasswort kennwort1 kennwort1!
kennwort12 kennwort123 kennwort123! kennwort1234 kennwort2024 kennwort2025 kennwort2026 killer1! killer12 killer123
killer123! killer1234 killer2024 killer2025 killer2026 knuddel1 kobe2408 krishna1 kuschel1 lakers24 lalalala lebron23
ledzeppelin letmein! letmein1 letmein1! letmein12 letmein123 letmein123! letmein1234 letmein2024 letmein2025
letmein2026 liebling1 liebling1! liebling12 liebling123 liebling123! liebling1234 liebling2024 liebling2025
liebling2026 linkinpark liverpool1 lkjhgfdsa login123 login1234 maggie1! maggie12 maggie123 maggie123! maggie1234
maggie2024 maggie2025 maggie2026 manchester1 master1! master12 master123 master123! master1234 master2024 master2025
master2026 masterpassword matthew1 matthew1! matthew12 matthew123 matthew123! matthew1234 matthew2024 matthew2025
matthew2026 mausebaer mausezahn meinpasswort mercedes1 messi10 metallica1 michael1 michael1! michael12 michael123
michael123! michael1234 michael2024 michael2025 michael2026 michaeljordan michelle1 michelle1! michelle12 michelle123
michelle123! michelle1234 michelle2024 michelle2025 michelle2026 minecraft1 minecraft123 mnbvcxz1 monkey1! monkey12
monkey123 monkey123! monkey1234 monkey2024 monkey2025 monkey2026 muenchen1 muenchen123 muhammad1 mustang1 mustang1!
mustang12 mustang123 mustang123! mustang1234 mustang2024 mustang2025 mustang2026 mypassword neuespasswort newpassword
nirvana1 nopassword nothing1 nsync123 onedirection onlyforme p4ssw0rd p4ssword p@ssw0rd p@ssword pa$$word pa55word
packers12 pass@123 pass@word1 passw0rt passwd1! passwd12 passwd123 passwd123! passwd1234 passwd2024 passwd2025
passwd2026 password! password1 password1! password12 password123 password123! password1234 password2024 password2025
password2026 passwort! passwort1 passwort1! passwort12 passwort123 passwort123! passwort1234 passwort2024 passwort2025
passwort2026 passwortvergessen patriots12 pepper1! pepper12 pepper123 pepper123! pepper1234 pepper2024 pepper2025
pepper2026 pinkfloyd1 poiuytrewq pokemon1 pokemon123 porsche911 princess1 princess1! princess12 princess123
princess123! princess1234 princess2024 princess2025 princess2026 prinzessin1 prinzessin1! prinzessin12 prinzessin123
prinzessin123! prinzessin1234 prinzessin2024 prinzessin2025 prinzessin2026 q1q1q1q1 qay123wsx qazwsx1! qazwsx12
qazwsx123 qazwsx123! qazwsx1234 qazwsx2024 qazwsx2025 qazwsx2026 qazwsxedc1 qazwsxedc1! qazwsxedc12 qazwsxedc123
qazwsxedc123! qazwsxedc1234 qazwsxedc2024 qazwsxedc2025 qazwsxedc2026 qwe12345 qwe123qwe qweasd1! qweasd12 qweasd123
qweasd123! qweasd1234 qweasd2024 qweasd2025 qweasd2026 qweasdzxc1 qweasdzxc1! qweasdzxc12 qweasdzxc123 qweasdzxc123!
qweasdzxc1234 qweasdzxc2024 qweasdzxc2025 qweasdzxc2026 qweqweqwe qwer1234 qwer12345 qwerasdf qwert123 qwerty1!
qwerty12 qwerty123 qwerty123! qwerty1234 qwerty2024 qwerty2025 qwerty2026 qwertyuiop1 qwertyuiop1! qwertyuiop12
qwertyuiop123 qwertyuiop123! qwertyuiop1234 qwertyuiop2024 qwertyuiop2025 qwertyuiop2026 qwertz1! qwertz12 qwertz123
qwertz123! qwertz1234 qwertz2024 qwertz2025 qwertz2026 qwertzuiop1 qwertzuiop1! qwertzuiop12 qwertzuiop123
qwertzuiop123! qwertzuiop1234 qwertzuiop2024 qwertzuiop2025 qwertzuiop2026 raiders1 ramadan1 rammstein1 ranger1!
ranger12 ranger123 ranger123! ranger1234 ranger2024 ranger2025 ranger2026 realmadrid1 redsox04 rihanna1 ronaldo7
root1234 rootroot samsung1 samsung123 schalke04s04 schatz1! schatz12 schatz123 schatz123! schatz1234 schatz2024
schatz2025 schatz2026 schatzi1 schatzi1! schatzi12 schatzi123 schatzi123! schatzi1234 schatzi2024 schatzi2025
schatzi2026 schokolade1 secret123 shadow1! shadow12 shadow123 shadow123! shadow1234 shadow2024 shadow2025 shadow2026
shakira1 slipknot1 soccer1! soccer12 soccer123 soccer123! soccer1234 soccer2024 soccer2025 soccer2026 sommer1!
sommer12 sommer123 sommer123! sommer1234 sommer2023 sommer2024 sommer2025 sommer2026 sonnenschein1 sonnenschein1!
sonnenschein12 sonnenschein123 sonnenschein123! sonnenschein1234 sonnenschein2024 sonnenschein2025 sonnenschein2026
spiderman1 spiderman1! spiderman12 spiderman123 spiderman123! spiderman1234 spiderman2024 spiderman2025 spiderman2026
spring1! spring12 spring123 spring123! spring1234 spring2024 spring2025 spring2026 standardpasswort startpasswort
starwars1 starwars123 steelers1 sternchen sternenhimmel summer1! summer12 summer123 summer123! summer1234 summer2023
summer2024 summer2025 summer2026 sunshine1 sunshine1! sunshine12 sunshine123 sunshine123! sunshine1234 sunshine2024
sunshine2025 sunshine2026 superman1 superman1! superman12 superman123 superman123! superman1234 superman2024
superman2025 superman2026 taylorswift temporary temppassword test!123 test12345 test@123 testtest1 thepassword
thomas1! thomas12 thomas123 thomas123! thomas1234 thomas2024 thomas2025 thomas2026 tokiohotel topsecret1 traumfrau
traumpasswort trustno1! trustnoone user1234 volkswagen1 w2w2w2w2 welcome1 welcome1! welcome12 welcome123 welcome123!
welcome1234 welcome2024 welcome2025 welcome2026 welcome@123 whatever whatever1 willkommen1 willkommen1! willkommen12
willkommen123 willkommen123! willkommen1234 willkommen2024 willkommen2025 willkommen2026 winter1! winter12 winter123
winter123! winter1234 winter2023 winter2024 winter2025 winter2026 xxxxxxxx yamahar1 yankees1 yaq12wsx yourpassword
yxcvbnm1 yxcvbnm1! yxcvbnm12 yxcvbnm123 yxcvbnm123! yxcvbnm1234 yxcvbnm2024 yxcvbnm2025 yxcvbnm2026 zaq!2wsx
zugangspasswort zxc12345 zxcvbnm1 zxcvbnm1! zxcvbnm12 zxcvbnm123 zxcvbnm123! zxcvbnm1234 zxcvbnm2024 zxcvbnm2025
zxcvbnm2026 zxczxczx zzzzzzzz`;

const STEMS = `
1q2w3e4r 1q2w3e4r5t 1qaz2wsx aaron abigail adam adler admin administrateur administrator aendern alexander alice
amanda amazon amber america amore andreas andrew android angel anja anna annika anthony apfel apple april arsenal
arthur asdfasdf asdfgh asdfghjkl ashley audi augsburg august austin australia austria autumn baby babyboy babygirl
backup bailey banana banane barbara barcelona barney baseball basketball bastian batman bayern bayernmuenchen bear
beautiful beckham benjamin benson berlin bielefeld bier birgit blume blumen bochum bonn borussia bradley brandon
bremen brian brigitte brittany brooke brother bruder bubbles buchhaltung bunny burger business buster butter butterfly
caleb cameron canada carlos carmen caroline carsten carter catherine changeit changeme charles charlie charlotte
cheese chelsea chelsea1 cherry chicken chocolate chris christian christina christine christopher cisco claire clara
claudia coffee company computer cookie cookies cooper corey cornelia crystal crystal1 cynthia dakota dallas daniel
daniela danielle darling database datenbank david debbie december default delphin dennis derek deutschland devil
dezember diamant diamond diana diego dienstag dieter dolphin dominik donald donnerstag doris dortmund dortmund09
dragon dresden duesseldorf duisburg dumbledore dylan eagle edward einhorn elefant elena elephant elisabeth elizabeth
ellie emilia emily emma engel england enterprise erdbeere eric erik essen ethan europa europe evelyn fabian facebook
falcon falke familie family father februar february felix ferrari firma florian flower football forever fortnite
france francis frank frankfurt franziska freedom freiheit freitag friday friedrich frodo fruehling fussball gabriel
gabriele gameboy gandalf garfield gast geheim gemma george gerhard germany geschaeft google gordon grace guenther
guest hailey hallo hallo123 hallowelt hamburg hamster handsome hannah hannover hans harley harrison harry harrypotter
hase heather heaven heike heinz helena helga hello helloworld helpdesk henrik henry herbert herbst hertha himmel
hobbit hockey hogwarts honda honey honig horst hund hunter ichliebedich iloveyou ingrid instagram internet iphone
isabella italien italy jackson jacob jakob james jamie jana januar january jasmine jason jeffrey jennifer jens jeremy
jerome jesse jessica joachim johanna johannes john johnny jonas jonathan jordan josef joseph joshua juergen juli julia
julian july june juni justin juventus kaese kaffee karin karl karlsruhe katharina kathleen katie katja katrin katze
kawasaki keith kelly kenneth kennwort kerstin kevin killer kimberly kirsche kitten kitty klaus koeln kristall kristen
kristina kyle lars laura lauren leipzig lena leon leonard leopard letmein liebling linda linux lion lisa liverpool
loewe logan login london lorenzo louise lovely loveme lover luca lukas madison maerz maggie management manager
manchester manfred mannheim manuela marcel march marco marcus margaret maria marie marilyn marina mario markus martin
martina master mathias matrix matthew matthias maus mausi maverick maximilian megan melanie melissa mercedes merlin
messi michael michaela michelle mickey microsoft miguel minecraft miranda mittwoch molly monday monica monika monkey
montag morgan mother muenchen muenster mustang mutter nadine nadja naruto nathan network netzwerk newyork nicholas
nico nicole nina ninja nintendo nora norman november nuernberg october oesterreich office oktober oliver olivia oracle
orange oscar ottmar panther paris parker passw0rd passwd password passwort patricia patricia1 patrick paul paula
pepper personal peter petra pferd philipp phoenix pizza playstation pokemon pony porsche potter princess princess1
prinzessin puppy q1w2e3r4 q1w2e3r4t5 qazwsx qazwsxedc qweasd qweasdzxc qwerty qwertyuiop qwertz qwertzuiop rachel
rainbow rainer ralf ranger raymond realmadrid rebecca rebecca1 regenbogen renate richard robbie robert roberto rodney
roland rolf ronald ronaldo rooney root rose rosemary rosen rudolf russell ruth ryan sabine sabrina samantha samstag
samsung samuel sandra sarah sascha saturday schalke04 schatz schatzi schmetterling schokolade schweiz schwester scott
sean sebastian secret sekretariat september server service shadow shannon sharon shelby sidney silke silvia simon
simone sister skyler snoopy soccer sofia sommer sonic sonja sonnenschein sonntag sophia sophie spain spanien spencer
spiderman spring stanley startrek starwars stefan stefanie steffen stephan stephanie steven stewart strawberry
stuttgart summer sunday sunshine superman support support123 susanne suzuki sven svenja sweetheart switzerland sydney
system tamara tanja taylor tequila teresa test test1234 tester testing testtest teufel theodore theresa thomas
thorsten thursday tiffany tiger timothy tobias toor topsecret torsten toyota travis trevor trustno1 tuesday tweety
twitter tyler ubuntu ulrich unicorn ursula user username valentina vanessa vanessa1 vater vera verena veronica
victoria viktor vincent vodka voldemort volker volkswagen walker walter wednesday welcome werder werner wesley whiskey
whitney wiesbaden wilhelm william willkommen windows winston winter wolf wolfgang wuppertal xavier xbox xsw21qaz
yamaha youtube yvonne yxcvbnm zachary zaq12wsx zaq1zaq1 zelda zxcvbnm`;

/** Whole passwords, lower case. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(PASSWORDS.trim().split(/\s+/));

/** Words that are no password either when only digits and signs are added to them. */
export const COMMON_STEMS: ReadonlySet<string> = new Set(STEMS.trim().split(/\s+/));
