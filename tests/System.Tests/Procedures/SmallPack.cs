using Holdfast.Integrations.Procedures;

namespace Holdfast.Tests.Procedures;

/// <summary>A pack as small as one can be, in words of its own; tests change one line of it and look at what the reader says.</summary>
static class SmallPack
{
    static readonly Dictionary<string, string> Whole = new(StringComparer.Ordinal)
    {
        ["procedure.yaml"] = """
            id: small
            version: 3
            title: Small
            not-said: Nothing said
            channels:
              - { channel: phone, label: Phone, order: { order: STAY, rest: on }, ended: { order: STAY, rest: near }, ends: { line-lost: Lost }, words: { title: Words, ask: What } }
              - { channel: in-person, label: Here, order: { order: STAY, rest: on }, ended: { order: STAY, rest: near }, words: { title: Words, ask: What } }
              - { channel: email, label: Mail, order: { order: STAY, rest: on }, ended: { order: STAY, rest: near }, words: { title: Words, ask: What } }
              - { channel: chat, label: Chat, order: { order: STAY, rest: on }, ended: { order: STAY, rest: near }, words: { title: Words, ask: What } }
              - { channel: social-media, label: Post, order: { order: STAY, rest: on }, ended: { order: STAY, rest: near }, words: { title: Words, ask: What } }
            say-next:
              - { when: { sort: [fire] }, lines: [{ say: Where, field: spot }] }
            steps:
              - { id: listen, text: Listen, roles: [agent], when: { channel: [phone] }, done: { words: [some] } }
            callouts:
              - { tone: tip, text: Listen }
            priorities:
              - { priority: P0, when: { sort: [fire] }, because: fire }
            labels:
              class: [{ label: Hot, when: { sort: [fire] } }]
            emergency: { hint: Where first, numbers: [{ label: Help, number: '911' }] }
            """,
        ["case.yaml"] = """
            title: Case
            outside-form: { question: Done, number: Number }
            existing: { question: There, number: Number }
            create: { title: Make, items: [{ label: Class, labels: class }, { label: Where, answers: [spot] }] }
            assign: { title: Give, items: [{ label: Number, report-number: true }] }
            done: Given
            """,
        ["escalation.yaml"] = """
            unfiled-after: 900
            tiers:
              - { id: first, label: First, after: 0, ring: [leads] }
            """,
        ["forms/1.yaml"] = """
            sections:
              - id: what
                title: What
                fields:
                  - { id: sort, label: Sort, type: several, means: kind, why: So, choices: { fire: Fire, flood: Flood } }
                  - { id: spot, label: Spot, why: So }
                  - { id: soon, label: Soon, type: tick, why: So }
            """,
        ["guidance/1.md"] = """
            ---
            id: all
            title: All
            ---
            Listen.
            """,
        ["examples/1.yaml"] = """
            title: Fire
            channel: phone
            steps:
              - say: Fire
              - answer: { sort: fire }
            expect: { priority: P0 }
            """,
    };

    public static PackFiles Files => PackFiles.Of(Whole);

    /// <summary>The pack with one file's words changed.</summary>
    public static PackFiles With(string file, string old, string changed)
    {
        Whole[file].ShouldContainWords(old);
        return With(file, Whole[file].Replace(old, changed, StringComparison.Ordinal));
    }

    /// <summary>The pack with one more file, or another in its place.</summary>
    public static PackFiles With(string file, string text) => PackFiles.Of(new Dictionary<string, string>(Whole, StringComparer.Ordinal) { [file] = text });

    /// <summary>The pack with Spanish for all its words and its article, and some files of that language otherwise.</summary>
    public static PackFiles Spanish(params (string File, string Text)[] otherwise)
    {
        var files = new Dictionary<string, string>(Whole, StringComparer.Ordinal)
        {
            ["languages/es/words.yaml"] = """
                words:
                  Small: Chico
                  Nothing said: Nada dicho
                  Phone: Teléfono
                  Here: Aquí
                  Mail: Correo
                  Chat: Charla
                  Post: Publicación
                  STAY: QUÉDESE
                  'on': ahí
                  near: cerca
                  Lost: Perdida
                  Words: Palabras
                  What: Qué
                  Where: Dónde
                  Listen: Escuche
                  fire: fuego
                  Hot: Caliente
                  Where first: Primero dónde
                  Help: Ayuda
                  Case: Caso
                  Done: Hecho
                  Number: Número
                  There: Allí
                  Make: Hacer
                  Class: Clase
                  Give: Dar
                  Given: Dado
                  First: Primero
                  Sort: Tipo
                  So: Así
                  Fire: Fuego
                  Flood: Inundación
                  Spot: Lugar
                  Soon: Pronto
                """,
            ["languages/es/guidance/1.md"] = """
                ---
                title: Todo
                ---
                Escuche.
                """,
        };
        foreach (var (file, text) in otherwise)
        {
            files[file] = text;
        }

        return PackFiles.Of(files);
    }

    /// <summary>The pack with some files made of what they are; those that are not there, of nothing.</summary>
    public static PackFiles Changed(params (string File, Func<string, string> Text)[] changed)
    {
        var files = new Dictionary<string, string>(Whole, StringComparer.Ordinal);
        foreach (var (file, text) in changed)
        {
            files[file] = text(files.GetValueOrDefault(file, ""));
        }

        return PackFiles.Of(files);
    }

    public static PackFiles Without(string file) => PackFiles.Of(Whole.Where(one => one.Key != file));

    static void ShouldContainWords(this string text, string words) => Assert.Contains(words, text, StringComparison.Ordinal);
}
