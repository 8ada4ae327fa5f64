using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;
using Holdfast.Integrations.Procedures;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>The default pack, and a pack's life as bytes.</summary>
public sealed class PackReaderTest
{
    static readonly string Default = Path.Combine(AppContext.BaseDirectory, "packs", "threat-reporting");

    static Procedure Procedure => PackReader.ReadFolder(Default).Procedure.ShouldNotBeNull();

    [Fact]
    public void The_default_pack_has_no_errors() => PackReader.ReadFolder(Default).Errors.ShouldBeEmpty();

    [Fact]
    public void Phrases_of_the_written_procedure_stand_as_they_are()
    {
        var order = Procedure.Channel(Channel.Phone).Order;
        Procedure.NotSaid.ShouldBe("Call Did not say");
        $"{order.Text}, {order.Rest}".ShouldBe("DO NOT HANG UP, even if the caller does");
        Procedure.Callouts.Select(callout => callout.Text.Replace("*", "", StringComparison.Ordinal)).ShouldContain("Full customer authentication is NOT REQUIRED.");
        Procedure.Fields.Select(field => field.Placeholder).ShouldContain("Engine Platform Job Link");
        Procedure.Fields.Select(field => field.Preset).ShouldContain("1000 Out of State");
    }

    [Fact]
    public void Numbers_that_nobody_confirmed_are_samples() =>
        Procedure.Emergency.Concat(Procedure.Supervisors).Where(line => line.Number.StartsWith("555-01", StringComparison.Ordinal)).ShouldAllBe(line => line.Sample);

    [Fact]
    public void A_stored_pack_is_read_as_it_was()
    {
        var read = PackReader.ReadFolder(Default);
        var again = PackReader.Read(PackFiles.FromBytes(read.Files.ToBytes()));
        again.Procedure.ShouldNotBeNull().Version.ShouldBe(read.Procedure.ShouldNotBeNull().Version);
        again.Files.Hash.ShouldBe(read.Procedure.Version.Hash);
    }
}
