using System.Reflection;
using System.Xml.Linq;
using Holdfast.Harness;
using Shouldly;

namespace Holdfast.Tests.Architecture;

/// <summary>Core → nothing; Storage, Integrations → Core; Web → all, and only its Program and Wiring name Integrations.</summary>
public sealed class RingsTest
{
    [Fact]
    public void Core_stands_on_the_platform_alone()
    {
        References("Core").ShouldBeEmpty();
        Assemblies("Core").ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Storage")]
    [InlineData("Integrations")]
    public void Storage_and_Integrations_know_Core_alone(string ring)
    {
        References(ring).Where(name => name.Contains("Holdfast", StringComparison.Ordinal)).ShouldBe(["../Holdfast.Core/Holdfast.Core.csproj"]);
        Assemblies(ring).Where(name => name.StartsWith("Holdfast.", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore.Mvc", StringComparison.Ordinal)).ShouldBeSubsetOf(["Holdfast.Core"]);
    }

    [Fact]
    public void In_Web_only_Program_and_Wiring_name_Integrations() => Sources.In("src/Holdfast.Web", ".cs", ".cshtml")
        .Where(source => source.Lines.Any(line => line.Contains("Holdfast.Integrations", StringComparison.Ordinal) || line.Contains(" Integrations.", StringComparison.Ordinal)))
        .Select(source => source.Path)
        .Where(path => path != "src/Holdfast.Web/Program.cs" && !path.StartsWith("src/Holdfast.Web/Wiring/", StringComparison.Ordinal))
        .ShouldBeEmpty();

    /// <summary>A concept's word is a folder in Core first; the rest of each ring's folders are its mechanisms, listed here so that a new word is a decision.</summary>
    [Theory]
    [InlineData("Storage", "Databases Keys Migrations")]
    [InlineData("Integrations", "")]
    [InlineData("Web", "Cli Desk Feed Layout Sample Wiring")]
    public void The_same_word_names_a_slice_in_every_ring(string ring, string mechanisms) =>
        Sources.Folders(ring).Except(Sources.Folders("Core")).Except(mechanisms.Split(' ')).ShouldBeEmpty();

    [Fact]
    public void A_namespace_is_its_folder()
    {
        foreach (var source in Sources.In("src", ".cs"))
        {
            var declared = source.Lines.FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal));
            var folder = string.Join('.', source.Path.Split('/')[1..^1]);
            (declared ?? $"namespace {folder};").ShouldBe($"namespace {folder};", source.Path);
        }
    }

    [Fact]
    public void Integrations_are_used_through_Core_by_Storage_never() => Sources.In("src/Holdfast.Storage", ".cs").Concat(Sources.In("src/Holdfast.Core", ".cs"))
        .Where(source => source.Lines.Any(line => line.Contains("Holdfast.Web", StringComparison.Ordinal) || line.Contains("Holdfast.Integrations", StringComparison.Ordinal))).ShouldBeEmpty();

    static IEnumerable<string> Assemblies(string ring) => Assembly.Load("Holdfast." + ring).GetReferencedAssemblies().Select(name => name.Name!);

    static IEnumerable<string> References(string ring) => XDocument.Load(Path.Combine(Checkout.Root, "src", "Holdfast." + ring, $"Holdfast.{ring}.csproj"))
        .Descendants().Where(element => element.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference").Select(element => element.Attribute("Include")!.Value);
}
