namespace Holdfast.Core.People;

/// <summary>How a change of people ended. Everything but <see cref="Done"/> changed nothing.</summary>
public enum PeopleOutcome
{
    Done,

    /// <summary>Somebody has that user name, or had it: names are never given twice.</summary>
    NameTaken,

    /// <summary>Not a user name, or no name to show.</summary>
    NameUnfit,

    NoSuchPerson,

    /// <summary>An administrator's account holds no other role.</summary>
    AdministratorAlone,

    /// <summary>The account already holds the role, or waits for it.</summary>
    AlreadyGiven,

    /// <summary>No such proposal waits.</summary>
    NothingToConfirm,

    /// <summary>Only a Corporate Security member confirms, and never for the own account.</summary>
    NotYoursToConfirm,

    /// <summary>The account was disabled.</summary>
    Disabled,

    /// <summary>Nobody disables or resets the own account.</summary>
    NotYourOwn,

    /// <summary>A token is made for accounts of scripts alone.</summary>
    NotForScripts,
}
