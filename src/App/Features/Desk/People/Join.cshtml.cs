using Chorus.App.Members;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chorus.App.Features.Desk.People;

/// <summary>Somebody with an invitation becomes a member. The code comes behind the # of the link, or is typed.</summary>
internal sealed class JoinModel(Invitations invitations, SignInManager<Member> signIn) : PageModel
{
    public string? Code { get; private set; }

    public string? Name { get; private set; }

    public string? Email { get; private set; }

    internal JoinFault Fault { get; private set; }

    internal string FaultText => Fault switch
    {
        JoinFault.Code => "desk.join.fault.code",
        JoinFault.Name => "desk.invite.fault.name",
        JoinFault.Email => "desk.join.fault.email",
        JoinFault.Log => "desk.members.fault.log",
        _ => "desk.join.fault.password",
    };

    public async Task<IActionResult> OnPostAsync([FromForm] string? code, [FromForm] string? name, [FromForm] string? email, [FromForm] string? password, CancellationToken stop)
    {
        (Code, Name, Email) = (code, name, email);
        (var member, Fault) = await invitations.AcceptAsync(code, name, email, password, stop);
        if (member is null)
        {
            return Page();
        }
        await signIn.SignInAsync(member, isPersistent: false);
        return LocalRedirect(MemberSignIn.DeskPath);
    }
}
