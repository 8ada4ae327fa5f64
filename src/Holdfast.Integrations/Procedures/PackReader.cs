using System.Collections.Immutable;
using Holdfast.Core.Procedures;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Holdfast.Integrations.Procedures;

/// <summary>What reading a pack came to: the procedure, or every error that was found.</summary>
/// <param name="Procedure">The procedure; absent when there are errors.</param>
/// <param name="Errors">All errors, with file and line.</param>
public sealed record PackResult(Procedure? Procedure, ImmutableArray<PackError> Errors);

/// <summary>Reads a procedure from a pack's <c>procedure.yaml</c>. Unknown keys are errors, so that a slip of the pen is not silently passed over.</summary>
public static class PackReader
{
    /// <summary>The file that holds the procedure.</summary>
    public const string FileName = "procedure.yaml";

    private const int MostBytes = 1024 * 1024;

    /// <summary>Reads the pack in a folder. Never throws for what the files hold.</summary>
    public static PackResult ReadFolder(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var file = new FileInfo(path);
        if (!file.Exists) return new PackResult(null, [new PackError(path, 0, "There is no such file.")]);
        if (file.Length > MostBytes) return new PackResult(null, [new PackError(path, 0, "The file is larger than 1 MiB.")]);
        using var text = file.OpenText();
        return Read(text, path);
    }

    /// <summary>Reads a procedure. <paramref name="file"/> is how errors name the source.</summary>
    public static PackResult Read(TextReader text, string file)
    {
        var errors = new PackErrors(file);
        var yaml = new YamlStream();
        try
        {
            yaml.Load(text);
        }
        catch (YamlException problem)
        {
            return new PackResult(null, [new PackError(file, (int)problem.Start.Line, problem.Message)]);
        }
        if (yaml.Documents.Count == 0) return new PackResult(null, [new PackError(file, 0, "The file is empty.")]);
        var root = new PackNode(yaml.Documents[0].RootNode, errors);
        var procedure = ProcedureOf(root);
        root.NameUnknown();
        CheckFields(procedure, root.Line, errors);
        return errors.Found.Count == 0 ? new PackResult(procedure, []) : new PackResult(null, [.. errors.Found]);
    }

    private static Procedure ProcedureOf(PackNode node)
    {
        var orders = node.Map("orders", map => (On: map.Map("on-the-line", OrderOf), Ended: map.Map("call-ended", OrderOf)));
        return new Procedure
        {
            Id = node.Text("id"),
            Version = node.Number("version"),
            NotSaid = node.Text("not-said"),
            OnTheLine = orders.On,
            CallEnded = orders.Ended,
            SayNext = node.Maps("say-next", map => new SayNext(WhenOf(map), map.Maps("lines", LineOf))),
            Steps = node.Maps("steps", map => new Step(map.Text("text"), map.OneOf<StepDone>("done"), WhenOf(map))),
            Callouts = node.Maps(
                "callouts",
                map => new Callout(map.OneOf<CalloutTone>("tone"), map.Optional("title"), map.Text("text"), WhenOf(map))),
            Guidance = node.Maps("guidance", map => new Guidance(map.Text("title"), map.Maps("lines", GuidanceLineOf))),
            Fields = node.Maps("fields", FieldOf),
            Emergency = node.Maps("emergency", PhoneOf),
            Supervisors = node.Maps("supervisors", PhoneOf),
        };
    }

    private static Order OrderOf(PackNode node) => new(node.Text("order"), node.Text("rest"));

    private static When WhenOf(PackNode node) =>
        node.Map("when", map => new When(map.Texts("kind"), map.Flag("undecided", otherwise: false)), When.Always);

    private static SayLine LineOf(PackNode node) => new(node.Text("say"), node.Optional("hint"), node.Optional("field"));

    private static GuidanceLine GuidanceLineOf(PackNode node) => new(node.Optional("term"), node.Text("text"));

    private static Field FieldOf(PackNode node) => new()
    {
        Id = node.Text("id"),
        Label = node.Text("label"),
        Why = node.Optional("why"),
        Preset = node.Optional("preset"),
        Asked = node.Flag("asked", otherwise: false),
        Choices = [.. node.Pairs("choices").Select(pair => new Choice(pair.Key, pair.Value))],
    };

    // A number is unconfirmed until the site says otherwise.
    private static PhoneLine PhoneOf(PackNode node) =>
        new(node.Text("label"), node.Text("number"), node.Optional("note"), node.Flag("sample", otherwise: true));

    private static void CheckFields(Procedure procedure, int line, PackErrors errors)
    {
        foreach (var twice in procedure.Fields.GroupBy(field => field.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
            errors.Add(line, $"The field '{twice.Key}' is there twice.");
        foreach (var said in procedure.SayNext.SelectMany(next => next.Lines).Where(said => said.Field is not null && procedure.Field(said.Field) is null))
            errors.Add(line, $"'{said.Say}' answers the field '{said.Field}', which is not among the fields.");
        if (procedure.Emergency.IsEmpty) errors.Add(line, "There is no number to call in an emergency.");
    }
}
