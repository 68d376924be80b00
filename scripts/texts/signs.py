"""Words that show what a passage may say: harm, weapons, denial, speech, crimes, attacks; by language."""

import re
from functools import cache

KINDS = ("killed", "injured", "damaged", "weapon", "denial", "speech", "crime", "attack")
# How words begin that are signs of each of KINDS, in this order, by code of the language.
STEMS = {
    "en": (
        "kill dead deadly death died dies dying fatal slain massacre murder perish casualt",
        "wound injur hurt maim",
        "damag destroy destruct collaps shatter ruin burn razed rubble wreck",
        "rocket missile shell artiller mortar drone uav bomb cluster smerch grad tochka scud howitzer munition",
        "deny denie denial refut reject dismiss baseless groundless unfounded disclaim",
        "said says told tells claim announc report accord stat accus blam declar confirm",
        "crime genocid terror atrocit barbar",
        "attack strike striki struck target fire firing explo blast hit victim orphan debris shrapnel warn violat law"
        " prohibit civilian residen responsib hostage assault storm trag bloody populat soldier losses lost lose lives"
        " military war",
    ),
    "ru": (
        "убит убил убийств погиб смерт жертв гибел",
        "ранен ранил пострада травм увеч",
        "разруш поврежд уничтож сгор обруш ущерб",
        "ракет снаряд артилл миномет миномёт беспилот дрон бомб кассет обстрел смерч град реактивн боеприпас",
        "опроверг опроверж отрица отверг дезинформ",
        "заяв сообщ обвин утвержда рассказ слова",
        "преступлен геноцид террор уголовн",
        "удар атак обстреля мишен цел взрыв граждан мирн населен отдал солдат воен огонь огня наступлен"
        " нападен авиауд боев госпитал войск",
    ),
    "hy": (
        "զոհ սպան մահ",
        "վիրավոր տուժ վիրավորում",
        "ավեր վնաս ոչնչաց փլուզ",
        "հրթիռ արկ հրետան անօդաչու ռումբ ռմբ կասետ ականանետ հրետակոծ հրթիռակոծ",
        "հերք մերժ",
        "հայտար հայտն ասաց մեղադր տեղեկ",
        "հանցագործ ցեղասպան ահաբեկ",
        "հարված հարձակ գնդակոծ թիրախ պայթյուն քաղաքացի խաղաղ բնակ զինվոր ռազմ",
    ),
    "az": (
        "həlak öldür öldü ölən ölüm şəhid qətl",
        "yaralan yaralı xəsarət zədə",
        "dağıd dağıl zərər ziyan məhv yararsız",
        "raket mərmi artilleriya minaatan dron pua bomba kasset atəş",
        "təkzib inkar rədd",
        "bildir deyib dedi söylə açıqla ittiham məlumat",
        "cinayət soyqırım terror",
        "zərbə hücum hədəf partla mülki dinc əhali sakin əsgər hərbi müharibə",
    ),
    "tr": (
        "öldür öldü ölen ölü ölüm şehit hayatını",
        "yaralan yaralı",
        "hasar yıkıl tahrip zarar",
        "füze roket obüs havan insansız iha siha bomba misket topçu",
        "yalanla reddet reddedi inkar",
        "açıkla söyle belirt suçla bildir dedi",
        "suçu soykırım terör",
        "saldır vur hedef patla sivil halk yerleş asker savaş",
    ),
    "fr": (
        "tué tués tuée tuées tuer mort morts morte décé victime massacr",
        "bless",
        "détrui endommag destruct dégât ravag",
        "roquette missile obus artiller mortier drone bomb munition fusée bayraktar smertch smerch",
        "démen nié nie rejet réfut",
        "déclar annonc affirm accus selon indiqu",
        "crime génocid terror",
        "attaqu frapp cibl tir explos civil populat habit soldat guerre militaire visé vise visait"
        " viser visant offensi évacu hôpital hospital menac",
    ),
    "de": (
        "getöt tote toten todes starb gestorben opfer",
        "verletz verwund",
        "beschädig zerstör schäden schaden sachschäd verwüst trümmer",
        "raket granat artiller mörser drohn bomb streumunition geschoss mehrfachraket bayraktar smertsch smerch",
        "dement bestreit bestritt zurückgewies leugn",
        "sagte erklär mitgeteilt laut beschuldig",
        "verbrechen völkermord terror",
        "angriff angegriff beschuss beschoss ziel explos zivil bevölker bewohn soldat krieg militär truppen"
        " sirene ermittl waffenruh",
    ),
    "es": (
        "muert murier murió mató matar mata falleci víctima masacr asesin",
        "herid lesion",
        "destru dañ daños arras",
        "misil cohete artiller mortero dron bomb racimo munición municion proyectil obús",
        "desmint desmient neg niega niegan rechaz",
        "dijo afirm anunci inform acus declar según denunci asegur",
        "crimen genocid terror",
        "ataq atac bombarde dispar objetiv explos civil poblac habitant soldad guerra militar ofensiv fuego",
    ),
    "it": (
        "mort ucci vittim massacr perso",
        "ferit ferend",
        "distru danneggi dann rovin",
        "missil razz artiglier mortai dron bomb grappolo munizion proiettil",
        "smenti nega negato respin",
        "detto dichiar annunci rifer accus secondo afferm comunic",
        "crimin genocid terror",
        "attac colp spar obiettiv esplos civil popolazion abitan soldat guerra militar offensiv fuoco",
    ),
    "pt": (
        "mort morr mata matou matar vítima massacr",
        "ferid feri lesion",
        "destru danific dano incendi",
        "míssil mísseis foguet artilhar morteir dron bomb muniç munic projét",
        "desment neg nego negado rejeit",
        "disse afirm anunci inform acus declar segundo acordo",
        "crime genocíd terror",
        "ataq atac bombarde dispar alvo explos civi populaç habitant moradores soldad guerra militar ofensiv fogo",
    ),
    "uk": (
        "убит вбит загину загибл загибел смерт жертв",
        "поран травм постраждал",
        "руйнув зруйнован пошкодж знищ згор обвал",
        "ракет снаряд артилер міномет безпілот дрон бомб касет обстріл смерч град реактивн боєприпас",
        "спросту запереч відкин",
        "заяв повідом звинува сказа розпов",
        "злочин геноцид терор",
        "удар атак обстріля ціл мішен вибух цивільн мирн населен солдат військ вогонь вогню"
        " наступ напад бойов збройн госпітал",
    ),
    "pl": (
        "zabi zgin śmier ofiar poleg",
        "rann ranion obraż",
        "zniszcz uszkodz znisz zawali spłon",
        "rakiet pocisk artyler moździerz dron bomb kasetow amunic",
        "zaprzecz dementu odrzuc",
        "powiedzia oświadcz poinform oskarż twierdzi według poda",
        "zbrodn ludobój terror",
        "atak ostrzał ostrzel uderz cel wybuch cywil ludno mieszka żołnier wojn wojsk walk"
        " armi zbrojn szpital kobiet dzie",
    ),
}


@cache
def sign(language: str, kind: str) -> re.Pattern[str]:
    """The words, folded, that are signs of one of KINDS in a language; a pattern without a match for another."""
    stems = STEMS.get(language, ("",) * len(KINDS))[KINDS.index(kind)].split()
    return re.compile(rf"(?:{'|'.join(stem.casefold() for stem in stems)})\w*" if stems else "(?!)")


def signs_in(language: str, words: list[str]) -> dict[str, list[int]]:
    """The positions of the signs among folded words, by kind; kinds without one are left out."""
    found = {kind: [at for at, word in enumerate(words) if sign(language, kind).fullmatch(word)] for kind in KINDS}
    return {kind: places for kind, places in found.items() if places}
