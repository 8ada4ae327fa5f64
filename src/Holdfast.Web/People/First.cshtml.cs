using Holdfast.Core.People;
using Holdfast.Storage.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.People;

/// <summary>A one-time link: its holder chooses a password, the first of a role their names as well. Opening it changes nothing.</summary>
[AllowAnonymous]
public sealed class FirstPage(
    SecretStore secrets, PeopleStore people, Directory directory, Argon2Hasher hasher, Sessions sessions, HouseDelivery delivery) : PageModel
{
    /// <summary>Whose link it is; null when it was used or is over.</summary>
    public Member? Member { get; private set; }

    /// <summary>Whether its holder is the first of their role, and has yet to say who they are.</summary>
    public bool Founding { get; private set; }

    public string DisplayName { get; private set; } = "";

    public string UserName { get; private set; } = "";

    public string? Says { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token)
    {
        await FindAsync(token);
        return Shown();
    }

    public async Task<IActionResult> OnPostAsync(string token, string? password, string? again, string? userName, string? displayName)
    {
        if (await FindAsync(token) is not { } link || Member is null)
        {
            return Shown();
        }

        var person = Member.Person.Id;
        UserName = Founding ? userName ?? "" : Member.Person.UserName;
        DisplayName = displayName ?? "";
        Says = password != again ? T("The two passwords differ.") : Password.Refusal(password ?? "", UserName)?.Say();
        if (Says is not null)
        {
            return Page();
        }

        string hash;
        using (var turn = await hasher.TurnAsync(HttpContext.RequestAborted))
        {
            if (turn is null)
            {
                Says = T("Many people are signing in. Try again in a moment.");
                return Page();
            }

            hash = hasher.Hash(password ?? "");
        }

        if (Founding && await people.RenameAsync(person, UserName, DisplayName) is not PeopleOutcome.Done and var refused)
        {
            Says = refused.Say();
            return Page();
        }

        // Of two who post the same link, one takes it.
        if (!await secrets.EndAsync(link.Hash) || await people.SetPasswordHashAsync(person, hash) != PeopleOutcome.Done)
        {
            Member = null;
            return Shown();
        }

        await directory.RefreshAsync();
        delivery.Wake();
        if (directory.Member(person) is { } member && await sessions.BeginAsync(person, member.Stamp) is { } session)
        {
            SessionCookie.Give(HttpContext, session);
        }

        return Redirect("/");
    }

    async Task<SecretRow?> FindAsync(string token)
    {
        var link = token.Length < 128 ? await secrets.FindAsync(SecretStore.Hash(token)) : null;
        if (link is not { Kind: SecretKind.FirstLink or SecretKind.FoundingLink } || directory.Member(link.Person) is not { Person.Disabled: false } member)
        {
            return null;
        }

        Member = member;
        Founding = link.Kind == SecretKind.FoundingLink;
        return link;
    }

    PageResult Shown()
    {
        if (Member is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return Page();
    }
}
