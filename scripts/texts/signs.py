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
        "убит убил погиб смерт жертв гибел",
        "ранен ранил пострада травм увеч",
        "разруш поврежд уничтож сгор обруш",
        "ракет снаряд артилл миномет миномёт беспилот дрон бомб кассет обстрел смерч град реактивн боеприпас",
        "опроверг опроверж отрица отверг",
        "заяв сообщ обвин утвержда рассказ слова",
        "преступлен геноцид террор",
        "удар атак обстреля мишен цел взрыв граждан мирн населен отдал солдат воен",
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
        "roquette missile obus artiller mortier drone bomb munition fusée",
        "démen nié nie rejet réfut",
        "déclar annonc affirm accus selon indiqu",
        "crime génocid terror",
        "attaqu frapp cibl tir explos civil populat habit soldat guerre militaire",
    ),
    "de": (
        "getöt tote toten todes starb gestorben opfer",
        "verletz verwund",
        "beschädig zerstör schäden verwüst",
        "raket granat artiller mörser drohn bomb streumunition geschoss",
        "dement bestreit bestritt zurückgewies leugn",
        "sagte erklär mitgeteilt laut beschuldig",
        "verbrechen völkermord terror",
        "angriff angegriff beschuss beschoss ziel explos zivil bevölker bewohn soldat krieg militär",
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
