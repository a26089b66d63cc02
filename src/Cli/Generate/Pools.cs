namespace Chorus.Cli.Generate;

/// <summary>A person's name in one script, with nicknames that mean the same name.</summary>
internal sealed record GivenName(string Name, params string[] Nicknames);

/// <summary>Names that go together, and how they are addressed. No given name is a family name in any pool.</summary>
internal sealed record NamePool(string Country, GivenName[] Given, string[] Family, string[] Titles, bool Turkish = false);

/// <summary>The words that streams are made of: common names and phrases of several languages and scripts.</summary>
internal static class Pools
{
    public static readonly NamePool[] Names =
    [
        new("ES", [new("José", "Pepe"), new("Francisco", "Paco"), new("Ignacio", "Nacho"), new("María"), new("Andrés"), new("Begoña"), new("Joaquín"), new("Íñigo")],
            ["Pérez", "Núñez", "Ibáñez", "García", "Cañizares", "Gutiérrez", "Ordóñez", "Zubía"], ["Sr.", "Sra.", "Dr.", "Prof."]),
        new("US", [new("Robert", "Bob", "Rob"), new("William", "Bill"), new("Margaret", "Peggy"), new("Kaylee"), new("Piper"), new("Elizabeth", "Liz"), new("Michael", "Mike")],
            ["Collier", "O'Brien", "Barton", "Rempel", "Schuster", "D'Angelo", "Satterfield"], ["Mr", "Mrs", "Ms", "Dr.", "Prof."]),
        new("DE", [new("Jürgen"), new("Friedrich", "Fritz"), new("Käthe"), new("Sören"), new("Ulrich", "Uli")],
            ["Groß", "Müller", "Weißmann", "Schäfer", "Köhler", "Bäcker"], ["Herr", "Frau", "Dr.", "Prof. Dr."]),
        new("FR", [new("Hélène"), new("Benoît"), new("François"), new("Zoé"), new("Jérôme")],
            ["Lefèvre", "Garçon", "Bézier", "Moreau", "Gauthier", "Crémieux"], ["M.", "Mme", "Mlle", "Dr"]),
        new("PL", [new("Katarzyna", "Kasia"), new("Kazimierz"), new("Łukasz"), new("Małgorzata", "Gosia"), new("Wojciech", "Wojtek")],
            ["Maciąg", "Kędziora", "Szczęsny", "Wójcik", "Sieradzki"], ["Dr", "Pani", "Prof."]),
        new("TR", [new("Lütfi"), new("Gülden"), new("Işıl"), new("İsmail"), new("Sıla"), new("Ercüment")],
            ["Bakırcıoğlu", "Poyrazoğlu", "Tokgöz", "Birinci", "Günday", "Yıldız"], ["Dr.", "Prof."], Turkish: true),
        new("BR", [new("César"), new("Beatriz"), new("João"), new("Isabelly"), new("Conceição")],
            ["Moraes", "Assunção", "Simões", "Albuquerque", "Franco"], ["Dr.", "Sra.", "Prof."]),
        new("VN", [new("Thiên"), new("Hằng"), new("Đức"), new("Phượng")], ["Lý", "Nguyễn", "Đặng", "Trần"], ["Dr."]),
        new("RU", [new("Михаил", "Миша"), new("Сергей"), new("Татьяна", "Таня"), new("Регина"), new("Николай", "Коля"), new("Фёкла")],
            ["Самсонов", "Ситников", "Йовлев", "Щукин", "Кузнецов", "Молчанова"], ["г-н", "Dr."]),
        new("EG", [new("جاسر"), new("ممدوح"), new("هاني"), new("خلود")], ["جاوحدو", "سعيد", "غويلة", "بوديبة"], ["Dr.", "دكتور"]),
        new("CN", [new("振东"), new("昊然"), new("雅琴"), new("国强")], ["雷", "潘", "陈", "欧阳"], ["Dr."]),
        new("IN", [new("अनल"), new("सुनीता"), new("विक्रम")], ["पटेल", "शर्मा", "मेहरोत्रा"], ["Dr.", "Shri"]),
        new("GR", [new("Γιώργος"), new("Ελένη"), new("Νίκος")], ["Παππάς", "Αγγελόπουλος", "Καζαντζής"], ["Dr."]),
        new("KR", [new("민준"), new("서연"), new("지호")], ["김", "박", "최"], ["Dr."]),
    ];

    public static readonly string[] PlaceKinds = ["Hotel", "Clinic", "Farm", "Ranch", "Hall", "House", "Works", "Lodge", "Inn", "Court"];

    public static readonly string[] PlaceNames = ["Miramar", "Sauer", "Wiegand", "Peña Alta", "Grünwald", "Sainte-Hélène", "Lindgren", "Üsküdar", "Ипатьев", "St. Olaf", "Mann-Bailey", "El Niño"];

    public static readonly string[] Towns = ["Cádiz", "Port Karli", "New Jordan", "Lake Isomfort", "Łódź", "Weißenfels", "West Elbert", "Kohler-Harrisfort", "Nyíregyháza", "Fort Joana"];

    public static readonly string[] Roles = ["night supervisor", "foreman", "crew leader", "head chef", "director", "professor", "shift manager", "owner", "surgeon", "encargado de noche", "Küchenchef", "ночной администратор"];

    public static readonly string[] MailDomains = ["gmail.com", "outlook.com", "proton.me", "uni.example", "hotelmiramar.example", "fields.example", "müller-werke.example", "почта.example"];

    public static readonly string[] Organisations = ["workers-centre", "legal-aid", "student-union"];

    public static readonly string[] Acts = ["B01", "B02", "B03", "B04", "B06", "B07", "B08"];

    public static readonly string[] Sectors = ["hotel", "hospital", "university", "home", "theatre", "office", "farm"];

    public static readonly string[] Stories =
    [
        "They stood in the door of the room that I was cleaning and would not let me pass.",
        "Me escribía por la noche y decía que mi contrato dependía de eso.",
        "Il faisait des remarques sur mon corps devant toute l'équipe.",
        "Ela encostava em mim toda vez que passava atrás da minha mesa.",
        "Er hat mir an die Schulter gefasst und nicht losgelassen, obwohl ich nein gesagt habe.",
        "Он закрыл дверь кабинета и сказал, что смену можно и отобрать.",
        "كان ينتظرني بعد الدوام كل يوم.",
        "他一直要我下班以后去见他，我说不，我的工时就被减了。",
    ];
}
