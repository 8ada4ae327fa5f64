using Holdfast.Storage.Incidents;
using Holdfast.Web.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.Incidents;

/// <summary>The incidents that this person started or owns, the newest first. Numbers and states; opening one is a recorded reading.</summary>
public sealed class MyReportsModel(QueuePages pages, TimeProvider clock) : PageModel
{
    /// <summary>The last position of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>One page of them.</summary>
    public IReadOnlyList<RowView> Rows { get; private set; } = [];

    /// <summary>Where the next page begins; absent on the last one.</summary>
    public long? Next { get; private set; }

    /// <summary>The server's time when the page was made.</summary>
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Shows one page.</summary>
    public async Task OnGetAsync()
    {
        var queue = await pages.ReadAsync(HttpContext.Person, new QueueFilter { Mine = true, Before = Before });
        Rows = [.. queue.Rows.Where(row => row.Access == "content")];
        Next = queue.Next;
    }
}
