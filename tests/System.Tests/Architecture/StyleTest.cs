using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Core.Time;
using Holdfast.Harness;
using Holdfast.Storage.Keys;
using Shouldly;

namespace Holdfast.Tests.Architecture;

public sealed partial class StyleTest
{
    const int LongestFile = 400;

    /// <summary>What the live screen needs before the first keystroke is one file, so it alone may be longer.</summary>
    const string LiveScreen = "src/Holdfast.Web/wwwroot/js/report.js";
    const int LongestLiveScreen = 600;
    static readonly string[] Empty = ["Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Dto", "Info", "Data", "Impl", "Base"];

    /// <summary>The types that are made of a bare id, and the one seam at which ids are made.</summary>
    static readonly Type[] MadeOfIds = [typeof(IncidentId), typeof(EntryId), typeof(PersonId), typeof(TeamId), typeof(EvidenceId), typeof(MethodId), typeof(NoticeId), typeof(Ids), typeof(Place)];

    [Theory]
    [InlineData("Holdfast.Core")]
    [InlineData("Holdfast.Storage")]
    public void No_bare_id_in_a_public_signature(string assembly)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var found = from type in Assembly.Load(assembly).GetExportedTypes().Except(MadeOfIds)
                    from member in type.GetMembers(Own)
                    where Types(member).Any(one => one == typeof(Guid) || one == typeof(Guid?) || one == typeof(Guid).MakeByRefType())
                    select $"{type.Name}.{member.Name}";
        found.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Holdfast.Core")]
    [InlineData("Holdfast.Storage")]
    [InlineData("Holdfast.Integrations")]
    [InlineData("holdfast")]
    public void No_type_has_a_name_that_says_nothing(string assembly) => Assembly.Load(assembly).GetTypes()
        .Where(type => type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !type.Name.Contains('<') && type.Namespace?.StartsWith("Holdfast", StringComparison.Ordinal) == true)
        .Select(type => type.Name.Split('`')[0])
        .Where(name => Empty.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)))
        .ShouldBeEmpty();

    [Fact]
    public void A_missing_case_of_an_enum_is_an_error_everywhere()
    {
        File.ReadAllLines(Path.Combine(Checkout.Root, ".editorconfig")).ShouldContain("dotnet_diagnostic.CS8509.severity = error");
        Sources.Everywhere(".cs", ".csproj", ".props").Where(source => source.Lines.Any(line => line.Contains("CS8509", StringComparison.Ordinal)) && !source.Path.EndsWith("StyleTest.cs", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void No_file_is_too_long() => Sources.Everywhere(".cs", ".cshtml", ".js", ".css", ".sql").Where(source => source.Lines.Length > (source.Path == LiveScreen ? LongestLiveScreen : LongestFile))
        .Select(source => $"{source.Path} has {source.Lines.Length} lines").ShouldBeEmpty();

    [Fact]
    public void A_warning_is_switched_off_with_its_reason_beside_it() => Lines(".cs")
        .Where(line => line.Text.Contains("#pragma warning disable", StringComparison.Ordinal) && !line.Text.Contains("//", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_for_later_and_nothing_claims_not_to_be_null() => Lines(".cs", ".cshtml", ".js")
        .Where(line => LeftOver().IsMatch(line.Text) && !line.Path.EndsWith("StyleTest.cs", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Sealed_unless_somebody_derives_from_it()
    {
        foreach (var assembly in new[] { "Holdfast.Core", "Holdfast.Storage" }.Select(Assembly.Load))
        {
            var types = assembly.GetTypes().Where(type => type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !type.Name.Contains('<')).ToArray();
            types.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !types.Any(other => other.BaseType == type)).Select(type => type.Name).ShouldBeEmpty();
        }
    }

    static IEnumerable<(string Path, int Line, string Text)> Lines(params string[] endings) =>
        Sources.Everywhere(endings).SelectMany(source => source.Lines.Select((text, line) => (source.Path, line + 1, text)));

    static IEnumerable<Type> Types(MemberInfo member) => member switch
    {
        MethodBase method => [.. method.GetParameters().Select(parameter => parameter.ParameterType), method is MethodInfo info ? info.ReturnType : typeof(void)],
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bdefault!|NotImplementedException", RegexOptions.NonBacktracking)]
    private static partial Regex LeftOver();
}
