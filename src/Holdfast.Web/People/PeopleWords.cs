using Holdfast.Core.People;

namespace Holdfast.Web.People;

/// <summary>Outcomes in words, the same on pages, in JSON and on the command line.</summary>
static class PeopleWords
{
    public static string Say(this PeopleOutcome outcome) => outcome switch
    {
        PeopleOutcome.Done => "Done.",
        PeopleOutcome.NameTaken => "That user name is taken, or was once: names are not given twice.",
        PeopleOutcome.NameUnfit => "A user name has 2 to 64 letters, digits, dots, hyphens or underscores; a name to show and a team are needed too.",
        PeopleOutcome.NoSuchPerson => "There is nobody with that name.",
        PeopleOutcome.AdministratorAlone => "An administrator's account holds no other role. Make a second account for the other work.",
        PeopleOutcome.AlreadyGiven => "The account holds that role already, or it waits for confirmation.",
        PeopleOutcome.NothingToConfirm => "No such role waits there.",
        PeopleOutcome.NotYoursToConfirm => "A Corporate Security member confirms it, and never for the own account.",
        PeopleOutcome.Disabled => "That account was disabled.",
        PeopleOutcome.NotYourOwn => "Not for your own account: ask another administrator.",
        PeopleOutcome.NotForScripts => "A token acts as its account, so it is made for accounts that nobody signs in with and that have no content role.",
    };
}
