using System.Collections.Frozen;
using System.Collections.Immutable;
using Holdfast.Core.Procedures;
using Holdfast.Core.Procedures.Examples;
using Holdfast.Core.Text;

namespace Holdfast.Integrations.Procedures;

/// <summary>What reading a pack came to: the procedure, or every error that was found.</summary>
/// <param name="Procedure">The procedure; absent when there are errors.</param>
/// <param name="Errors">All errors, with file and line.</param>
/// <param name="Files">What was read, to be kept.</param>
public sealed record PackResult(Procedure? Procedure, ImmutableArray<PackError> Errors, PackFiles Files)
{
    /// <summary>The pack's own tests, in the order of their files; not yet run.</summary>
    public ImmutableArray<Example> Examples { get; init; } = [];

    /// <summary>What its languages lack, and what they have beyond it, with file and line. Such a pack is sound: what is lacking is shown in its own words.</summary>
    public ImmutableArray<PackError> Warnings { get; init; } = [];
}

/// <summary>
/// Reads a procedure from a pack's files. Unknown keys and names that lead nowhere are errors, so that a slip of the pen is not silently passed
/// over. Thread-safe; never throws for what the files hold.
/// </summary>
public static class PackReader
{
    const string ProcedureName = "procedure.yaml";
    const string CaseName = "case.yaml";
    const string EscalationName = "escalation.yaml";

    /// <summary>Reads the pack in a folder.</summary>
    public static PackResult ReadFolder(string folder) => Read(PackFiles.ReadFolder(folder));

    /// <summary>Reads files of a folder or of a database.</summary>
    public static PackResult Read(PackFiles files)
    {
        if (!files.Names.Any() && !files.Errors.IsEmpty)
        {
            return new PackResult(null, files.Errors, files);
        }

        var references = new References(new Wording());
        foreach (var error in files.Errors)
        {
            references.Findings.Add(new Spot(error.File, error.Line), error.Text);
        }

        references.Wording.Languages = LanguageFiles.Read(files, references);
        var guidance = new GuidanceReader(references);
        var procedure = ProcedureOf(files, references, guidance.Read(files));
        var articles = references.Wording.Languages.Select(language => guidance.Read(files, language)).ToArray();
        guidance.Check();
        var examples = files.Names.Where(name => name.StartsWith("examples/", StringComparison.Ordinal))
            .Select(name => Root(files, name, Shape.Example, references)).OfType<PackNode>().Select(ExampleFile.Example).ToImmutableArray();
        references.Check();
        return procedure is null || !references.Findings.IsEmpty ? new PackResult(null, [.. references.Findings.InOrder], files)
            : new PackResult(procedure.With(references.Wording.Languages.Zip(articles, (language, read) => In(files, references.Wording, language, read))), [], files)
            {
                Examples = examples,
                Warnings = [.. LanguageFiles.Warnings(files, references.Wording)],
            };
    }

    /// <summary>A sound pack read once more, in one of its languages: whatever people read is then in that language, and nothing else can differ.</summary>
    static Procedure In(PackFiles files, Wording own, LanguageFolder language, ImmutableArray<Article> articles) =>
        ProcedureOf(files, new References(own.In(language)), articles) is { } procedure
            ? procedure with { Language = language.Language, Words = language.Words.ToFrozenDictionary(said => said.Key, said => said.Value.Text, StringComparer.Ordinal) }
            : throw new InvalidOperationException("A sound pack was not read again.");

    static Procedure? ProcedureOf(PackFiles files, References references, ImmutableArray<Article> articles)
    {
        var sections = files.Names.Where(name => name.StartsWith("forms/", StringComparison.Ordinal)).SelectMany(name => Sections(files, name, references)).ToImmutableArray();
        var root = Root(files, ProcedureName, Shape.Procedure, references);
        var guide = Root(files, CaseName, Shape.Case, references) is { } node ? CaseFile.Case(node) : null;
        var escalation = Root(files, EscalationName, Shape.Escalation, references) is { } tiers ? EscalationFile.Escalation(tiers) : null;
        if (sections.IsEmpty)
        {
            references.Findings.Add(new Spot("forms", 0), "There is no form. Add a file forms/10-threat.yaml with sections.");
        }

        if (root is not null && references.Wording.Languages.FirstOrDefault(language => language.Language == Own(root)) is { } same)
        {
            references.Findings.Add(new Spot(same.Folder, 0), $"The pack's own words are in {same.Language}. Take this folder out, or say in {ProcedureName} which 'language' they are in.");
        }

        return root is null || guide is null || escalation is null ? null : Whole(root, files.Hash, sections, articles, guide, escalation);
    }

    static Procedure Whole(PackNode root, string hash, ImmutableArray<Section> sections, ImmutableArray<Article> articles, CaseGuide guide, EscalationPolicy escalation)
    {
        var emergency = root.Map("emergency", Shape.Emergency, ProcedureFile.Emergency);
        return new Procedure
        {
            Version = new PackVersion(Id(root), root.Number("version"), hash),
            Language = Own(root),
            Title = root.Said("title"),
            Changed = root.OptionalSaid("changed"),
            NotSaid = root.Said("not-said"),
            Channels = ProcedureFile.Channels(root),
            SayNext = root.Maps("say-next", Shape.SayNext, ProcedureFile.SayNext),
            Steps = root.Maps("steps", Shape.Step, ProcedureFile.Step),
            Callouts = root.Maps("callouts", Shape.Callout, ProcedureFile.Callout),
            Priorities = root.Maps("priorities", Shape.Priority, ProcedureFile.Priority),
            Labels = ProcedureFile.Labels(root),
            Emergency = emergency.Numbers,
            EmergencyHint = emergency.Hint,
            Supervisors = root.Maps("supervisors", Shape.Phone, ProcedureFile.Phone),
            Care = root.Has("care") ? root.Map("care", Shape.Care, ProcedureFile.Care) : null,
            Sections = sections,
            Articles = articles,
            Case = guide,
            Escalation = escalation,
        };
    }

    static string Id(PackNode root)
    {
        var id = root.Text("id");
        if (id.Length > 0 && !References.IsId(id))
        {
            root.Findings.Add(root.At("id"), $"'{id}' can't be an id. Use lower-case letters, digits and hyphens, at most 64.");
        }

        return id;
    }

    /// <summary>The language of the pack's own words; English where it says nothing.</summary>
    static Language Own(PackNode root)
    {
        if (root.Optional("language") is not { Length: > 0 } tag)
        {
            return Language.English;
        }

        if (!Language.TryParse(tag, out var language) || language.Tag != tag)
        {
            root.Findings.Add(root.At("language"), $"'{tag}' is no language. It is a tag of two or three letters, such as en.");
        }

        return language;
    }

    static ImmutableArray<Section> Sections(PackFiles files, string name, References references) =>
        Root(files, name, Shape.Form, references) is { } root ? root.Maps("sections", Shape.Section, FormFile.Section) : [];

    /// <summary>The map of a file; nothing, and an error, where there is no such file or it is none.</summary>
    internal static PackNode? Root(PackFiles files, string name, Shape shape, References references)
    {
        if (!files.Has(name))
        {
            references.Findings.Add(new Spot(name, 0), "There is no such file. A pack needs it.");
            return null;
        }

        return PackText.Of(files.Bytes(name), name, references.Findings) is { } text && PackText.Yaml(text, name, references.Findings) is { } node
            ? new PackNode(node, shape, name, references) : null;
    }
}
