using Holdfast.Core.People;
using Shouldly;

namespace Holdfast.Tests.People;

/// <summary>User names, passwords, and which roles go together.</summary>
public sealed class RulesTest
{
    [Theory]
    [InlineData("Dana", "dana")]
    [InlineData(" dana.r ", "dana.r")]
    [InlineData("dana_r-2@example.org", "dana_r-2@example.org")]
    public void A_user_name_is_kept_in_lower_case(string typed, string kept)
    {
        UserName.TryParse(typed, out var name).ShouldBeTrue();
        name.ShouldBe(kept);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("d")]
    [InlineData(".dana")]
    [InlineData("dana r")]
    [InlineData("dana/../x")]
    [InlineData("dänä")]
    [InlineData("a2345678901234567890123456789012345678901234567890123456789012345")]
    public void Anything_else_is_no_user_name(string? typed) => UserName.TryParse(typed, out _).ShouldBeFalse();

    [Theory]
    [InlineData("twelve chars", null)]
    [InlineData("eleven char", PasswordRefusal.TooShort)]
    [InlineData("administrator", PasswordRefusal.LikeTheUserName)]
    [InlineData("Administrator1", PasswordRefusal.LikeTheUserName)]
    public void A_password_is_long_and_not_the_user_name(string password, PasswordRefusal? why) => Password.Refusal(password, "administrator").ShouldBe(why);

    [Fact]
    public void A_password_has_an_end() => Password.Refusal(new string('x', 257), "dana").ShouldBe(PasswordRefusal.TooLong);

    [Fact]
    public void An_administrator_holds_no_other_role()
    {
        Roles.MayGoTogether([Role.Administrator]).ShouldBeTrue();
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Administrator))
        {
            Roles.MayGoTogether([Role.Administrator, role]).ShouldBeFalse();
        }

        Roles.MayGoTogether([Role.Agent, Role.Supervisor, Role.Lead, Role.CorporateSecurity, Role.Auditor]).ShouldBeTrue();
    }

    [Fact]
    public void Every_role_is_read_back_from_its_word()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            Roles.TryParse(role.Wire(), out var read).ShouldBeTrue();
            read.ShouldBe(role);
        }
    }
}
