// Post a file as the one comment of the pull request that a workflow run was about, or renew the comment that is there.
// Whatever comes from the contribution (branch, owner, text) is passed to GitHub's interface as a value, never to a shell.
const fs = require('fs')

module.exports = async ({github, context, core, file}) => {
  const body = fs.readFileSync(file, 'utf8').slice(0, 65000) // GitHub takes 65,536 characters
  const mark = body.split('\n', 1)[0]
  const {owner, repo} = context.repo
  const run = context.payload.workflow_run
  const head = `${run.head_repository.owner.login}:${run.head_branch}`
  const open = await github.rest.pulls.list({owner, repo, state: 'open', head})
  const pull = open.data.find((p) => p.head.sha === run.head_sha)
  if (!pull) {
    core.info('the pull request is closed, or has newer commits: nothing is posted')
    return
  }
  const comments = await github.paginate(github.rest.issues.listComments, {owner, repo, issue_number: pull.number, per_page: 100})
  const ours = comments.find((c) => c.user.type === 'Bot' && c.body.startsWith(mark))
  if (ours) await github.rest.issues.updateComment({owner, repo, comment_id: ours.id, body})
  else await github.rest.issues.createComment({owner, repo, issue_number: pull.number, body})
}
