using Holdfast.Core.Notices;
using Shouldly;

namespace Holdfast.Tests.Notices;

public sealed class BackoffTest
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 15)]
    [InlineData(3, 45)]
    [InlineData(4, 120)]
    [InlineData(5, 300)]
    public void It_waits_longer_each_time_within_a_fifth(int attempt, int seconds)
    {
        Backoff.After(attempt, 0)!.Value.TotalSeconds.ShouldBe(seconds * 0.8, 0.001);
        Backoff.After(attempt, 0.5)!.Value.TotalSeconds.ShouldBe(seconds, 0.001);
        Backoff.After(attempt, 0.999999)!.Value.TotalSeconds.ShouldBeLessThan(seconds * 1.2);
    }

    [Fact]
    public void After_the_sixth_attempt_it_is_given_up()
    {
        Backoff.MostAttempts.ShouldBe(6);
        Backoff.After(6, 0.5).ShouldBeNull();
        Backoff.After(7, 0.5, TimeSpan.FromSeconds(1)).ShouldBeNull();
    }

    [Fact]
    public void A_carrier_is_left_alone_for_as_long_as_it_asks_but_not_for_ever()
    {
        Backoff.After(1, 0.5, TimeSpan.FromMinutes(3)).ShouldBe(TimeSpan.FromMinutes(3));
        Backoff.After(5, 0.5, TimeSpan.FromSeconds(1)).ShouldBe(TimeSpan.FromMinutes(5));
        Backoff.After(1, 0.5, TimeSpan.FromDays(9)).ShouldBe(Backoff.Longest);
    }
}
