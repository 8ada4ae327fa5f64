using System.Runtime.CompilerServices;
using Holdfast.Core.Ledger;
using Shouldly;

namespace Holdfast.Tests.Ledger;

/// <summary>
/// One file of each wire name and version, as it was once stored (<c>Wire/statement-added.1.json</c>), and one more for each further sample
/// (<c>statement-added.1.2.json</c>). They are never edited: a record of that time must be readable for ever. A new name, version or sample gets a new
/// file, written by running the tests once with HOLDFAST_NEW_WIRE_FILES=1.
/// </summary>
public sealed class WireFilesTest
{
    static readonly FactWire Wire = Samples.Wire;
    static readonly DateTimeOffset At = new(2026, 3, 2, 14, 0, 0, 123, TimeSpan.Zero);

    public static TheoryData<string, int, int> Names => new(Wire.All.SelectMany(wire => Samples.Of(wire.Name).Select((_, sample) => (wire.Name, wire.Version, sample))));

    [Theory]
    [MemberData(nameof(Names))]
    public void Stored_then_readable_for_ever(string name, int version, int sample)
    {
        var file = Path.Combine(Folder(), Name(name, version, sample) + ".json");
        if (!File.Exists(file) && Environment.GetEnvironmentVariable("HOLDFAST_NEW_WIRE_FILES") == "1")
        {
            File.WriteAllBytes(file, [.. Wire.Write(Samples.Of(name)[sample], At), (byte)'\n']);
        }

        File.Exists(file).ShouldBeTrue($"{file} is missing: every wire name and version keeps a file.");
        var (fact, occurredAt) = Wire.Read(File.ReadAllBytes(file).AsSpan().TrimEnd("\n"u8));
        occurredAt.ShouldBe(At);
        fact.GetType().ShouldBe(Wire.All.Single(wire => wire.Name == name && wire.Version == version).Fact);
        Wire.Write(fact, At).ShouldBe(Wire.Write(Samples.Of(name)[sample], At));
    }

    [Fact]
    public void No_file_stands_for_a_name_that_is_no_longer_read() =>
        Directory.GetFiles(Folder(), "*.json").Select(Path.GetFileNameWithoutExtension).Except(Names.Select(row => Name(row.Data.Item1, row.Data.Item2, row.Data.Item3))).ShouldBeEmpty();

    static string Name(string name, int version, int sample) => sample == 0 ? $"{name}.{version}" : $"{name}.{version}.{sample}";

    static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Wire");
}
