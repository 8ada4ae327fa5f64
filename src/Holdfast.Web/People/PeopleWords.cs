using Holdfast.Core.People;

namespace Holdfast.Web.People;

/// <summary>Outcomes in words, the same on pages, in JSON and on the command line.</summary>
static class PeopleWords
{
    public static string Say(this PasswordRefusal refusal) => refusal switch
    {
        PasswordRefusal.TooShort => T("Use {0} characters or more.", Password.Shortest),
        PasswordRefusal.TooLong => T("Use at most {0} characters.", Password.Longest),
        PasswordRefusal.LikeTheUserName => T("Choose something other than your user name."),
    };

    public static string Say(this PeopleOutcome outcome) => outcome switch
    {
        PeopleOutcome.Done => T("Done."),
        PeopleOutcome.NameTaken => T("That user name is taken, or was once: names are not given twice."),
        PeopleOutcome.NameUnfit => T("A user name has 2 to 64 letters, digits, dots, hyphens or underscores; a name to show and a team are needed too."),
        PeopleOutcome.NoSuchPerson => T("There is nobody with that name."),
        PeopleOutcome.AdministratorAlone => T("An administrator's account holds no other role. Make a second account for the other work."),
        PeopleOutcome.AlreadyGiven => T("The account holds that role already, or it waits for confirmation."),
        PeopleOutcome.NothingToConfirm => T("No such role waits there."),
        PeopleOutcome.NotYoursToConfirm => T("A Corporate Security member confirms it, and never for the own account."),
        PeopleOutcome.Disabled => T("That account was disabled."),
        PeopleOutcome.NotYourOwn => T("Not for your own account: ask another administrator."),
        PeopleOutcome.NotForScripts => T("A token acts as its account, so it is made for accounts that nobody signs in with and that have no content role."),
    };
}
