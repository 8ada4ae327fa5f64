using Holdfast.Core.Procedures;
using Holdfast.Integrations.Procedures;

namespace Holdfast.Harness.Procedures;

/// <summary>Which pack a story is told with.</summary>
public enum Pack
{
    /// <summary>The one beside the program.</summary>
    Default,

    /// <summary>The same with every id, label, text, preset and queue changed.</summary>
    Renamed,
}

/// <summary>
/// Lets a story speak of the procedure by the default pack's names, whichever pack its server reads. In a story over the API:
/// <code>
/// await using var desk = await Desk.OpenAsync(database, pack);
/// var say = desk.Words;
/// await report.AnswersAsync(say.Field("kind"), say.Choice("kind", "bomb"));
/// read[$"answers.{say.Field("caller-name")}.state"]
/// </code>
/// and in a browser: <c>live.Locator($".answer[data-field={say.Field("caller-name")}]")</c>, <c>Expect(…).ToContainTextAsync(say.Text("DO NOT HANG UP"))</c>.
/// A tick's answer is "yes" and channels, roles and priorities are the same under either pack. Immutable.
/// </summary>
public sealed class PackWords
{
    PackWords(Pack pack, string? folder)
    {
        Pack = pack;
        Folder = folder;
        Procedure = folder is null ? Renaming.Default
            : PackReader.ReadFolder(folder) is { Procedure: { } read } ? read : throw new InvalidOperationException(string.Join('\n', PackReader.ReadFolder(folder).Errors));
    }

    static readonly Lazy<PackWords> DefaultWords = new(() => new PackWords(Pack.Default, null));
    static readonly Lazy<PackWords> RenamedWords = new(() => new PackWords(Pack.Renamed, RenamedPack.Folder));

    public static PackWords Of(Pack pack) => pack == Pack.Default ? DefaultWords.Value : RenamedWords.Value;

    public Pack Pack { get; }

    /// <summary>What <c>--pack</c> names; null for the default one.</summary>
    public string? Folder { get; }

    /// <summary>The pack as the product reads it.</summary>
    public Procedure Procedure { get; }

    /// <summary>A field's id. The product's own names (statement, note, …) are the same under either pack.</summary>
    /// <exception cref="ArgumentException">The default pack has no such field.</exception>
    public string Field(string field) => Pack == Pack.Default ? Known(field, field) : Known(field, Renaming.Field(field));

    /// <summary>The value of one of a field's choices.</summary>
    /// <exception cref="ArgumentException">The default pack's field has no such choice.</exception>
    public string Choice(string field, string choice) => Renaming.Default.Field(field) is not { } known || known.Choices.All(one => one.Value != choice)
        ? throw new ArgumentException($"The default pack's {field} has no choice {choice}.", nameof(choice))
        : Pack == Pack.Default ? choice : Renaming.Choice(known, choice);

    /// <summary>The id of a section, a step, an article, a set of labels or a tier.</summary>
    public string Id(string id) => Pack == Pack.Default ? id : Renaming.Id(id);

    /// <summary>Words of the pack as they appear, given as the default pack has them.</summary>
    public string Text(string words) => Pack == Pack.Default ? words : Renaming.Text(words);

    /// <summary>What a field is called on the screen.</summary>
    public string Label(string field) => Procedure.Field(Field(field))?.Label ?? throw new ArgumentException($"No field {field}.", nameof(field));

    /// <summary>What one of a field's choices is called on the screen.</summary>
    public string Label(string field, string choice) => Procedure.Field(Field(field))?.Choices.First(one => one.Value == Choice(field, choice)).Label ?? "";

    public override string ToString() => Pack.ToString();

    static string Known(string field, string named) => named == field && Core.Incidents.Fields.Own.Contains(field, StringComparer.Ordinal) || Renaming.Default.Field(field) is not null
        ? named : throw new ArgumentException($"The default pack has no field {field}.", nameof(field));
}
