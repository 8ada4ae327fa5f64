using Holdfast.Core.People;
using Holdfast.Storage.People;
using Holdfast.Web.People;
using Microsoft.AspNetCore.Identity;
using Shouldly;

namespace Holdfast.Tests.People;

/// <summary>Passwords are kept as Argon2id, and computing them is bounded.</summary>
public sealed class HasherTest : IDisposable
{
    const string Password = "correct horse battery";
    static readonly Account Nobody = new() { Id = new PersonId(Guid.Parse("00000000-0000-7000-8000-00000000000a")), UserName = "nobody", Stamp = "" };
    readonly Argon2Hasher hasher = new();

    public void Dispose() => hasher.Dispose();

    [Fact]
    public void A_hash_says_how_it_was_made_and_opens_for_its_password_alone()
    {
        var hash = hasher.Hash(Password);
        hash.ShouldStartWith("$argon2id$v=19$m=19456,t=2,p=1$");
        var parts = hash.Split('$');
        Convert.FromBase64String(parts[4] + "==").Length.ShouldBe(16);
        hasher.Hash(Password).ShouldNotBe(hash);
        hasher.VerifyHashedPassword(Nobody, hash, Password).ShouldBe(PasswordVerificationResult.Success);
        hasher.VerifyHashedPassword(Nobody, hash, Password + " ").ShouldBe(PasswordVerificationResult.Failed);
        hasher.VerifyHashedPassword(Nobody, hash[..^1], Password).ShouldBe(PasswordVerificationResult.Failed);
    }

    [Fact]
    public void A_hash_of_other_tools_and_weaker_settings_opens_and_is_made_anew() =>
        // By the reference implementation: argon2 somesalt -id -t 2 -k 65536 -p 1, for "password".
        hasher.VerifyHashedPassword(
            Nobody, "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc", "password")
            .ShouldBe(PasswordVerificationResult.SuccessRehashNeeded);

    [Theory]
    [InlineData("")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$$")]
    [InlineData("$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")]
    [InlineData("$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")]
    [InlineData("$argon2id$v=19$m=65536,t=2$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")]
    public void What_is_no_such_hash_opens_for_nothing(string hash) =>
        hasher.VerifyHashedPassword(Nobody, hash, "password").ShouldBe(PasswordVerificationResult.Failed);

    [Fact]
    public async Task Two_compute_at_a_time_and_the_queue_has_an_end()
    {
        var turns = new List<IDisposable?> { await hasher.TurnAsync(), await hasher.TurnAsync() };
        turns.ShouldAllBe(turn => turn != null);

        var waiting = Enumerable.Range(0, Argon2Hasher.LongestQueue).Select(_ => hasher.TurnAsync()).ToArray();
        waiting.ShouldAllBe(turn => !turn.IsCompleted);
        (await hasher.TurnAsync()).ShouldBeNull();

        turns[0]?.Dispose();
        turns[0]?.Dispose();
        (await Task.WhenAny(waiting)).IsCompletedSuccessfully.ShouldBeTrue();
        waiting.Count(turn => turn.IsCompleted).ShouldBe(1);
    }
}
