using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Time;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace Holdfast.Tests.Time;

public sealed class IdsTest
{
    [Fact]
    public void Sort_by_the_clock_that_made_them_also_as_bytes()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 14, 0, 0, TimeSpan.Zero));
        var ids = new List<Guid>();
        for (var i = 0; i < 50; i++)
        {
            ids.Add(Ids.New(clock));
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        ids.ShouldBe(ids.OrderBy(id => Convert.ToHexString(Ids.Bytes(id)), StringComparer.Ordinal));
        ids.ShouldAllBe(id => id.Version == 7);
        ids.ShouldAllBe(id => Ids.FromBytes(Ids.Bytes(id)) == id);
    }

    [Fact]
    public void Are_read_in_one_form_and_never_zero()
    {
        const string Text = "0195a3c1-0000-7000-8000-0123456789ab";
        EntryId.TryParse(Text, out var entry).ShouldBeTrue();
        entry.ToString().ShouldBe(Text);
        IncidentId.TryParse(Text.ToUpperInvariant(), out var incident).ShouldBeTrue();
        incident.ToString().ShouldBe(Text);
        PersonId.TryParse(Text.Replace("-", "", StringComparison.Ordinal), out _).ShouldBeFalse();
        TeamId.TryParse(Guid.Empty.ToString(), out _).ShouldBeFalse();
        EntryId.TryParse(null, out _).ShouldBeFalse();
    }
}
