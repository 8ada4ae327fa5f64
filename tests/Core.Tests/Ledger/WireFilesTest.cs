using System.Runtime.CompilerServices;
using Holdfast.Core.Ledger;
using Shouldly;

namespace Holdfast.Tests.Ledger;

/// <summary>
/// One file of each wire name and version, as it was once stored (<c>Wire/statement-added.1.json</c>). They are never edited: a record of that time must be
/// readable for ever. A new name or version gets a new file, written by running the tests once with HOLDFAST_NEW_WIRE_FILES=1.
/// </summary>
public sealed class WireFilesTest
{
    static readonly FactWire Wire = Samples.Wire;
    static readonly DateTimeOffset At = new(2026, 3, 2, 14, 0, 0, 123, TimeSpan.Zero);

    public static TheoryData<string, int> Names => new(Wire.All.Select(wire => (wire.Name, wire.Version)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Stored_then_readable_for_ever(string name, int version)
    {
        var file = Path.Combine(Folder(), $"{name}.{version}.json");
        if (!File.Exists(file) && Environment.GetEnvironmentVariable("HOLDFAST_NEW_WIRE_FILES") == "1")
        {
            File.WriteAllBytes(file, [.. Wire.Write(Samples.Of(name)[0], At), (byte)'\n']);
        }

        File.Exists(file).ShouldBeTrue($"{file} is missing: every wire name and version keeps a file.");
        var (fact, occurredAt) = Wire.Read(File.ReadAllBytes(file).AsSpan().TrimEnd("\n"u8));
        occurredAt.ShouldBe(At);
        fact.GetType().ShouldBe(Wire.All.Single(wire => wire.Name == name && wire.Version == version).Fact);
        Wire.Write(fact, At).ShouldBe(Wire.Write(Samples.Of(name)[0], At));
    }

    [Fact]
    public void No_file_stands_for_a_name_that_is_no_longer_read() =>
        Directory.GetFiles(Folder(), "*.json").Select(Path.GetFileNameWithoutExtension).Except(Wire.All.Select(wire => $"{wire.Name}.{wire.Version}")).ShouldBeEmpty();

    static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Wire");
}
